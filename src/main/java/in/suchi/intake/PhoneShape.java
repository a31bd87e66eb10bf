package in.suchi.intake;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import in.suchi.person.Mobile;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One number as somebody wrote it, judged by its form.
 *
 * @param digits ten digits of a mobile, or all digits of a landline; {@code null} if it is neither
 * @param problem {@code null} for a mobile, else one of {@link NoSms}
 * @param codes the repairs made, or the defect
 */
record PhoneShape(String digits, String problem, List<String> codes) {

    /** An area code, a gap and the rest: how landlines are written, and mobiles are not. */
    private static final Pattern AREA_AND_REST =
            Pattern.compile("(?:(?:\\+|00)?91[\\s-]*)?\\(?(0?)[1-9]\\d{1,3}\\)?[\\s./-]+\\d{3,8}(?:[\\s-]+\\d{2,5})?");

    private static final Pattern LETTERS_AROUND = Pattern.compile("^[^\\d+]*([\\d+].*\\d)\\D*$", Pattern.DOTALL);
    private static final Pattern RUN = Pattern.compile("(?<!\\d)\\d{10,14}(?!\\d)");

    static PhoneShape of(String written) {
        List<String> codes = new ArrayList<>(2);
        String text = written.strip();
        String inferred = NumberText.lookalikes(NumberText.compact(text).replace("+", ""));
        if (inferred != null && mobileIn(inferred) != null) {
            codes.add("mob_letter_o");
            return mobile(inferred, codes);
        }
        String inner = withoutWords(text);
        if (inner == null) {
            return new PhoneShape(null, NoSms.UNREADABLE, List.of("mob_unreadable"));
        }
        if (inner.codePoints().anyMatch(Character::isLetter)
                || text.codePoints().anyMatch(Character::isLetter)) {
            codes.add("mob_text_prefix");
        }
        String digits = Text.digitsOf(inner);
        if (isLandline(inner, digits)) {
            return new PhoneShape(digits, NoSms.LANDLINE, List.of("mob_landline"));
        }
        if (mobileIn(digits) != null) {
            if (!Text.isDigits(inner) && !inner.substring(1).equals(digits)) {
                codes.add("mob_spaces");
            }
            return mobile(digits, codes);
        }
        return failed(digits);
    }

    private static PhoneShape mobile(String digits, List<String> codes) {
        String number = mobileIn(digits);
        if (digits.length() > 10) {
            codes.add(digits.length() == 11 ? "mob_zero_prefix" : "mob_plus91");
        }
        return new PhoneShape(number, null, codes);
    }

    /** The mobile behind the prefixes that are in use, or {@code null}. */
    private static String mobileIn(String digits) {
        String prefix =
                switch (digits.length()) {
                    case 10 -> "";
                    case 11 -> "0";
                    case 12 -> "91";
                    case 13 -> digits.startsWith("0") ? "091" : "910";
                    case 14 -> "0091";
                    default -> null;
                };
        if (prefix == null || !digits.startsWith(prefix)) {
            return null;
        }
        return Mobile.of(digits.substring(prefix.length())).map(Mobile::number).orElse(null);
    }

    /** Without "Mob:" in front or "(husband)" behind; {@code null} if words and digits cannot be told apart. */
    private static String withoutWords(String text) {
        Matcher around = LETTERS_AROUND.matcher(text);
        if (!around.matches()) {
            return null;
        }
        String inner = around.group(1);
        if (inner.codePoints().noneMatch(Character::isLetter)) {
            return text.charAt(0) == '(' && around.start(1) == 1 ? text : inner;
        }
        Matcher run = RUN.matcher(inner);
        if (!run.find()) {
            return null;
        }
        String only = run.group();
        return run.find() ? null : only;
    }

    /**
     * A leading 0 and a gap after an area code make a landline, unless the numbering plan says mobile; without the 0 only
     * if the plan says landline. A number without gaps is taken as it stands: mobiles have grown into the area codes.
     */
    private static boolean isLandline(String text, String digits) {
        Matcher form = AREA_AND_REST.matcher(text);
        if (form.matches()) {
            PhoneNumberType type = typeOf(text);
            return form.group(1).isEmpty() ? type == PhoneNumberType.FIXED_LINE : type != PhoneNumberType.MOBILE;
        }
        return digits.length() == 11 && digits.charAt(0) == '0' && digits.charAt(1) >= '1' && digits.charAt(1) < '6';
    }

    private static PhoneNumberType typeOf(String text) {
        PhoneNumberUtil plan = PhoneNumberUtil.getInstance();
        try {
            return plan.getNumberType(plan.parse(text, "IN"));
        } catch (NumberParseException e) {
            return PhoneNumberType.UNKNOWN;
        }
    }

    private static PhoneShape failed(String digits) {
        int n = digits.length();
        if (n == 10) {
            return new PhoneShape(null, NoSms.STARTS_LOW, List.of("mob_starts_low"));
        }
        if (n < 10) {
            return new PhoneShape(null, NoSms.TOO_SHORT, List.of(n == 9 ? "mob_9digits" : "mob_too_short"));
        }
        return new PhoneShape(null, NoSms.TOO_LONG, List.of(n == 11 ? "mob_11digits" : "mob_too_long"));
    }
}
