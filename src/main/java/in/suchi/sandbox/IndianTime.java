package in.suchi.sandbox;

import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Times of registration in the ways registries write them; from seconds since 1970 on an Indian clock. */
final class IndianTime {
    private static final long DAY = 86_400;
    /** 1970-01-01 as a spreadsheet counts days, from 1899-12-30. */
    private static final long SERIAL_OF_1970 = 25_569;

    private IndianTime() {}

    static String iso(long seconds) {
        var t = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        var text = new StringBuilder(25);
        text.append(t.getYear()).append('-');
        two(text, t.getMonthValue()).append('-');
        two(text, t.getDayOfMonth()).append('T');
        two(text, t.getHour()).append(':');
        two(text, t.getMinute()).append(':');
        return two(text, t.getSecond()).append("+05:30").toString();
    }

    static String dayMonthYear(long seconds) {
        var t = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
        var text = new StringBuilder(16);
        two(text, t.getDayOfMonth()).append('/');
        two(text, t.getMonthValue()).append('/').append(t.getYear()).append(' ');
        two(text, t.getHour()).append(':');
        return two(text, t.getMinute()).toString();
    }

    /** A spreadsheet's serial number with five decimals, which is exact to about a second. */
    static String serial(long seconds) {
        long days = SERIAL_OF_1970 + Math.floorDiv(seconds, DAY);
        long fraction = Math.round(Math.floorMod(seconds, DAY) * 100_000.0 / DAY);
        if (fraction == 100_000) {
            return (days + 1) + ".0";
        }
        return days + "." + String.valueOf(100_000 + fraction).substring(1);
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append(number < 10 ? "0" : "").append(number);
    }
}
