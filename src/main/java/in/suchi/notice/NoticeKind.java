package in.suchi.notice;

import java.util.Optional;
import java.util.stream.Stream;

/** Why a person is told something; the wire name stands in tables, files and the names of the wordings. */
public enum NoticeKind {
    /** the first notice of an appointment */
    INVITE("invite"),
    /** another session, site, date or time than the person was told before */
    CHANGE("change"),
    /** the appointment the person was told of no longer holds */
    CANCELLATION("cancellation"),
    /** the same appointment once more, nearer to its time */
    REMINDER("reminder");

    private final String wireName;

    NoticeKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<NoticeKind> ofWireName(String wireName) {
        return Stream.of(values()).filter(k -> k.wireName.equals(wireName)).findFirst();
    }

    @Override
    public String toString() {
        return wireName;
    }
}
