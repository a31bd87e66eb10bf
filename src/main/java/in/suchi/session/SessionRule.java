package in.suchi.session;

import in.suchi.config.InvalidValue;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/**
 * One rule of {@code sessions.yaml}, as written there; its values are checked here.
 *
 * @param sites {@code all-active}, or codes
 * @param districts only sites of these districts; empty: of all
 * @param from first date, inclusive
 * @param to last date, inclusive
 * @param slotMinutes 60 when absent
 */
record SessionRule(
        String name,
        List<String> sites,
        List<String> districts,
        List<String> weekdays,
        String from,
        String to,
        String start,
        String end,
        Integer capacity,
        Integer slotMinutes,
        List<String> categories) {

    static final String ALL_ACTIVE = "all-active";
    private static final int LONGEST_PLAN_DAYS = 1000;
    private static final int GREATEST_CAPACITY = 10_000;
    private static final String TIME_REMEDY = "write a time such as \"09:00\"";

    SessionRule {
        InvalidValue.required("name", name, "give the rule a name, for messages about it");
        sites = copy(sites);
        districts = copy(districts);
        weekdays = copy(weekdays);
        categories = copy(categories);
        slotMinutes = slotMinutes == null ? 60 : slotMinutes;
        if (sites.isEmpty()) {
            throw new InvalidValue("sites", null, "write all-active, or a list of site codes");
        }
        if (sites.contains(ALL_ACTIVE) && sites.size() > 1) {
            throw new InvalidValue("sites", sites, "write either all-active or site codes");
        }
        weekdays(weekdays);
        LocalDate first = date("from", from);
        LocalDate last = date("to", to);
        if (last.isBefore(first) || first.plusDays(LONGEST_PLAN_DAYS).isBefore(last)) {
            throw new InvalidValue(
                    "to", to, "write a date not before from and at most " + LONGEST_PLAN_DAYS + " days after it");
        }
        if (!time("end", end).isAfter(time("start", start))) {
            throw new InvalidValue("end", end, "write a time later than start");
        }
        capacity("capacity", capacity);
        slotMinutes("slot-minutes", slotMinutes);
    }

    LocalDate firstDate() {
        return date("from", from);
    }

    LocalDate lastDate() {
        return date("to", to);
    }

    LocalTime startTime() {
        return time("start", start);
    }

    LocalTime endTime() {
        return time("end", end);
    }

    Set<DayOfWeek> days() {
        return weekdays(weekdays);
    }

    boolean isAllActive() {
        return sites.contains(ALL_ACTIVE);
    }

    static LocalDate date(String key, String text) {
        return parsed(key, text, LocalDate::parse, "write a date such as 2021-01-16");
    }

    static LocalTime time(String key, String text) {
        return parsed(key, text, LocalTime::parse, TIME_REMEDY);
    }

    static int capacity(String key, Integer capacity) {
        if (capacity == null || capacity < 1 || capacity > GREATEST_CAPACITY) {
            throw new InvalidValue(key, capacity, "write how many people a session takes, 1 to " + GREATEST_CAPACITY);
        }
        return capacity;
    }

    static int slotMinutes(String key, int minutes) {
        if (minutes != 0 && (minutes < 5 || minutes > 24 * 60)) {
            throw new InvalidValue(key, minutes, "write 5 to 1440 minutes, or 0 for no slots");
        }
        return minutes;
    }

    private static <T> T parsed(String key, String text, Function<String, T> parser, String remedy) {
        try {
            return parser.apply(InvalidValue.required(key, text, remedy));
        } catch (DateTimeParseException e) {
            throw new InvalidValue(key, text, remedy);
        }
    }

    private static Set<DayOfWeek> weekdays(List<String> names) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (String name : names) {
            try {
                days.add(DayOfWeek.valueOf(name.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw new InvalidValue("weekdays", name, "write monday, tuesday and so on");
            }
        }
        return days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days;
    }

    private static List<String> copy(List<String> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
