package in.suchi.intake;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the time of registration; a date is day first, never month first. The result is always Indian time. */
final class RegisteredAtCleaner {

    static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");
    private static final ZoneOffset INDIAN = ZoneOffset.ofHoursMinutes(5, 30);
    /** Where spreadsheets count days from, their leap year 1900 included. */
    private static final LocalDateTime SERIAL_ZERO = LocalDate.of(1899, 12, 30).atStartOfDay();

    private static final BigDecimal SERIAL_FROM = BigDecimal.valueOf(43_000);
    private static final BigDecimal SERIAL_TO = BigDecimal.valueOf(45_000);
    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);

    private static final String TIME =
            "(?:[T,\\s]\\s*(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d{1,9})?)?\\s*([AaPp][Mm])?)?";
    private static final Pattern ISO =
            Pattern.compile("(\\d{4})-(\\d{1,2})-(\\d{1,2})" + TIME + "\\s*(Z|[+-]\\d{2}:?\\d{2})?");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4}|\\d{2})" + TIME);
    private static final Pattern SERIAL = Pattern.compile("\\d{5}(?:[.,]\\d{1,12})?");

    private final Set<String> missing;

    RegisteredAtCleaner(ExtractColumns columns) {
        missing = columns.missing();
    }

    /** @return {@code null} if missing or unreadable */
    OffsetDateTime clean(String raw, Changes changes) {
        if (raw.isEmpty()) {
            return null;
        }
        try {
            OffsetDateTime usual = usual(raw);
            return usual != null ? usual : other(raw, changes);
        } catch (DateTimeException e) {
            add("regdate_unreadable", raw, changes);
            return null;
        }
    }

    /** The registry's own form, {@code 2021-01-11T05:17:55+05:30}, read without a pattern: there are many of them. */
    private static OffsetDateTime usual(String s) {
        if (s.length() != 25 || !s.endsWith("+05:30")) {
            return null;
        }
        for (int i = 0; i < 19; i++) {
            char c = s.charAt(i);
            boolean right =
                    switch (i) {
                        case 4, 7 -> c == '-';
                        case 10 -> c == 'T';
                        case 13, 16 -> c == ':';
                        default -> c >= '0' && c <= '9';
                    };
            if (!right) {
                return null;
            }
        }
        return OffsetDateTime.of(
                two(s, 0) * 100 + two(s, 2), two(s, 5), two(s, 8), two(s, 11), two(s, 14), two(s, 17), 0, INDIAN);
    }

    private static int two(String s, int at) {
        return (s.charAt(at) - '0') * 10 + s.charAt(at + 1) - '0';
    }

    private OffsetDateTime other(String raw, Changes changes) {
        String text = NumberText.normalise(raw, ExtractColumn.REGISTERED_AT, "regdate", changes);
        if (Text.isMissing(text, missing)) {
            add("regdate_missing", raw, changes);
            return null;
        }
        Matcher iso = ISO.matcher(text);
        if (iso.matches()) {
            LocalDateTime local = at(iso.group(1), iso.group(2), iso.group(3), iso, 4);
            String offset = iso.group(8);
            return offset == null
                    ? local.atOffset(INDIAN)
                    : local.atOffset(ZoneOffset.of(offset)).withOffsetSameInstant(INDIAN);
        }
        Matcher dayFirst = DAY_FIRST.matcher(text);
        if (dayFirst.matches()) {
            String year = dayFirst.group(3).length() == 2 ? "20" + dayFirst.group(3) : dayFirst.group(3);
            LocalDateTime local = at(year, dayFirst.group(2), dayFirst.group(1), dayFirst, 4);
            add("regdate_dmy", raw, changes);
            return local.atOffset(INDIAN);
        }
        if (SERIAL.matcher(text).matches()) {
            BigDecimal days = new BigDecimal(text.replace(',', '.'));
            if (days.compareTo(SERIAL_FROM) >= 0 && days.compareTo(SERIAL_TO) <= 0) {
                add("regdate_serial", raw, changes);
                long seconds = days.multiply(SECONDS_A_DAY)
                        .setScale(0, RoundingMode.HALF_UP)
                        .longValueExact();
                return SERIAL_ZERO.plusSeconds(seconds).atOffset(INDIAN);
            }
        }
        add("regdate_unreadable", raw, changes);
        return null;
    }

    private static LocalDateTime at(String year, String month, String day, Matcher time, int group) {
        LocalDate date = LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day));
        if (time.group(group) == null) {
            return date.atStartOfDay();
        }
        int hour = Integer.parseInt(time.group(group));
        String half = time.group(group + 3);
        if (half != null) {
            if (hour < 1 || hour > 12) {
                throw new DateTimeException("no such hour");
            }
            hour = hour % 12 + (half.toLowerCase(Locale.ROOT).equals("pm") ? 12 : 0);
        }
        String second = time.group(group + 2);
        return date.atTime(
                hour, Integer.parseInt(time.group(group + 1)), second == null ? 0 : Integer.parseInt(second));
    }

    private static void add(String code, String raw, Changes changes) {
        changes.add(ExtractColumn.REGISTERED_AT, code, raw);
    }
}
