package in.suchi.intake;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the year of birth in a field; what may as well be an age, or cannot be, is doubtful and for an officer. */
final class YearOfBirthCleaner {

    /** @param doubtful whether something was given that cannot be taken as a year of birth */
    record Result(Integer year, boolean doubtful) {}

    private static final Pattern YEAR = Pattern.compile("(\\d{4})(?:[.,]0+)?");
    private static final Pattern TWO_DIGITS = Pattern.compile("'?(\\d{2})(?:[.,]0+)?");
    private static final Pattern DAY_MONTH_YEAR =
            Pattern.compile("(\\d{1,2})\\s*[/.\\-\\s]\\s*(\\d{1,2})\\s*[/.\\-\\s]\\s*(\\d{4}|\\d{2})(?:[T\\s].*)?");
    private static final Pattern YEAR_MONTH_DAY =
            Pattern.compile("(\\d{4})[/.-](\\d{1,2})(?:[/.-](\\d{1,2})(?:[T\\s].*)?)?");
    private static final Pattern WITH_MONTH_NAME = Pattern.compile("\\d{1,2}[\\s-]+\\p{Alpha}{3,9}[\\s,.-]+(\\d{4})");

    private final Set<String> missing;
    private final int minimumAge;
    private final int maximumAge;

    YearOfBirthCleaner(ExtractColumns columns) {
        missing = columns.missing();
        minimumAge = columns.minimumAge();
        maximumAge = columns.maximumAge();
    }

    /** @param thisYear the year in which the person registered, against which an age is measured */
    Result clean(String raw, int thisYear, Changes changes) {
        if (raw.isEmpty()) {
            return new Result(null, false);
        }
        if (raw.length() == 4 && Text.isDigits(raw)) {
            return plausible(Integer.parseInt(raw), thisYear, raw, changes);
        }
        String text = NumberText.normalise(raw, ExtractColumn.YEAR_OF_BIRTH, "yob", changes);
        if (Text.isMissing(text, missing)) {
            return missing("yob_missing", raw, changes);
        }
        if (text.codePoints().noneMatch(Character::isDigit)) {
            return missing("yob_unreadable", raw, changes);
        }
        Matcher year = YEAR.matcher(text);
        if (year.matches()) {
            if (text.length() > 4) {
                add("yob_float", raw, changes);
            }
            return plausible(Integer.parseInt(year.group(1)), thisYear, raw, changes);
        }
        Matcher two = TWO_DIGITS.matcher(text);
        if (two.matches()) {
            return twoDigits(Integer.parseInt(two.group(1)), "yob_two_digit", thisYear, raw, changes);
        }
        return date(text, thisYear, raw, changes);
    }

    private Result date(String text, int thisYear, String raw, Changes changes) {
        Matcher dmy = DAY_MONTH_YEAR.matcher(text);
        if (dmy.matches() && isDayAndMonth(dmy.group(1), dmy.group(2))) {
            int year = Integer.parseInt(dmy.group(3));
            if (dmy.group(3).length() == 2) {
                return twoDigits(year, "yob_full_date", thisYear, raw, changes);
            }
            add("yob_full_date", raw, changes);
            return plausible(year, thisYear, raw, changes);
        }
        Matcher ymd = YEAR_MONTH_DAY.matcher(text);
        if (ymd.matches() && isDayAndMonth(ymd.group(3) == null ? "1" : ymd.group(3), ymd.group(2))) {
            add("yob_full_date", raw, changes);
            return plausible(Integer.parseInt(ymd.group(1)), thisYear, raw, changes);
        }
        Matcher named = WITH_MONTH_NAME.matcher(text);
        if (named.matches()) {
            add("yob_full_date", raw, changes);
            return plausible(Integer.parseInt(named.group(1)), thisYear, raw, changes);
        }
        add("yob_unreadable", raw, changes);
        return new Result(null, true);
    }

    /** Only the year is used, so the order of day and month does not matter. */
    private static boolean isDayAndMonth(String one, String other) {
        int a = Integer.parseInt(one);
        int b = Integer.parseInt(other);
        return Math.min(a, b) >= 1 && Math.max(a, b) <= 31 && Math.min(a, b) <= 12;
    }

    private Result twoDigits(int number, String code, int thisYear, String raw, Changes changes) {
        if (number >= 60) {
            add(code, raw, changes);
            return plausible(1900 + number, thisYear, raw, changes);
        }
        if (number <= 3) {
            add(code, raw, changes);
            return plausible(2000 + number, thisYear, raw, changes);
        }
        add("yob_age", raw, changes);
        return new Result(null, true);
    }

    private Result plausible(int year, int thisYear, String raw, Changes changes) {
        int age = thisYear - year;
        if (age >= minimumAge && age <= maximumAge) {
            return new Result(year, false);
        }
        add(age < 0 ? "yob_future" : age < minimumAge ? "yob_minor" : "yob_too_old", raw, changes);
        return new Result(null, true);
    }

    private static Result missing(String code, String raw, Changes changes) {
        add(code, raw, changes);
        return new Result(null, false);
    }

    private static void add(String code, String raw, Changes changes) {
        changes.add(ExtractColumn.YEAR_OF_BIRTH, code, raw);
    }
}
