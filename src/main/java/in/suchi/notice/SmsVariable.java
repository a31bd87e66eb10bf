package in.suchi.notice;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What a wording may leave open; written {@code {site}} in its text. */
public enum SmsVariable {
    /** the site's short name in the language of the wording */
    SITE("site"),
    /** day and month: 16 जनवरी, 16 January */
    DATE("date"),
    /** the slot's start: सुबह 9:00, 9:00 AM */
    TIME("time"),
    /** a number to call */
    HELP_LINE("help-line");

    private static final DateTimeFormatter HINDI_DATE = DateTimeFormatter.ofPattern("d MMMM", Language.HINDI.locale());
    private static final DateTimeFormatter ENGLISH_DATE =
            DateTimeFormatter.ofPattern("d MMMM", Language.ENGLISH.locale());
    // Hindi names the part of the day (सुबह, दोपहर, शाम, रात), English says AM or PM
    private static final DateTimeFormatter HINDI_TIME = DateTimeFormatter.ofPattern("B h:mm", Language.HINDI.locale());
    private static final DateTimeFormatter ENGLISH_TIME =
            DateTimeFormatter.ofPattern("h:mm a", Language.ENGLISH.locale());

    private final String wireName;

    SmsVariable(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    static Optional<SmsVariable> ofWireName(String wireName) {
        return Stream.of(values()).filter(v -> v.wireName.equals(wireName)).findFirst();
    }

    /** Site, date and time as they stand in an SMS; digits are Latin in Hindi too. */
    public static Map<String, String> values(
            Language language, String siteShortName, LocalDate date, LocalTime slotStart) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put(SITE.wireName, siteShortName);
        values.put(DATE.wireName, date(language, date));
        values.put(TIME.wireName, time(language, slotStart));
        return values;
    }

    static String date(Language language, LocalDate date) {
        return (language == Language.HINDI ? HINDI_DATE : ENGLISH_DATE).format(date);
    }

    static String time(Language language, LocalTime time) {
        return (language == Language.HINDI ? HINDI_TIME : ENGLISH_TIME).format(time);
    }
}
