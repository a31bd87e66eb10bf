package in.suchi.attendance;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a site reports of one person at one session. */
enum AttendanceStatus {
    /** Is there; says nothing yet of what came of it. */
    ARRIVED,
    VACCINATED,
    /** Did not come. */
    ABSENT,
    /** Came and is to come another time. */
    DEFERRED,
    /** Does not want to be vaccinated. */
    REFUSED;

    /** As it stands in files and in the ledger. */
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<AttendanceStatus> of(String word) {
        return Arrays.stream(values())
                .filter(s -> s.wire().equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }
}
