package in.suchi.sandbox;

import java.util.Locale;

/** The 48 kinds of defect of real extracts; the weight says how common each is beside the others. */
enum Defect {
    PIN_SPACE(57),
    PIN_DEVANAGARI(41),
    PIN_LETTER_O(30),
    PIN_FLOAT(32),
    PIN_SCI(29),
    PIN_NBSP(28),
    PIN_ZERO_WIDTH(17),
    PIN_TEXT_PREFIX(14),
    PIN_TRANSPOSED(45),
    PIN_5DIGITS(29),
    PIN_7DIGITS(15),
    PIN_UNKNOWN(36),
    PIN_OTHER_STATE(22),
    PIN_MISSING(36),
    PIN_ZERO(17),
    PIN_BOTH_MISSING(9),
    DISTRICT_CONFLICT(24),
    FACILITY_MISSING(33),
    MOB_PLUS91(64),
    MOB_ZERO_PREFIX(41),
    MOB_SPACES(34),
    MOB_DEVANAGARI(38),
    MOB_LETTER_O(9),
    MOB_FLOAT(31),
    MOB_TWO_NUMBERS(17),
    MOB_LANDLINE(26),
    MOB_SCI_LOSSY(27),
    MOB_9DIGITS(35),
    MOB_11DIGITS(26),
    MOB_STARTS_LOW(23),
    MOB_REPEATED(22),
    MOB_MISSING(29),
    NAME_NBSP(24),
    NAME_ZWJ(20),
    NAME_MOJIBAKE(26),
    NAME_KRUTIDEV(28),
    NAME_QUESTION(8),
    NAME_MISSING(13),
    ADDR_NEWLINE(22),
    ADDR_QUOTES(16),
    ADDR_FORMULA(4),
    YOB_TWO_DIGIT(18),
    YOB_FULL_DATE(15),
    YOB_AGE(11),
    YOB_FUTURE(17),
    REGDATE_SERIAL(8),
    REGDATE_DMY(15),
    DUP_REGISTRATION_ID(8);

    private final int weight;

    Defect(int weight) {
        this.weight = weight;
    }

    int weight() {
        return weight;
    }

    /** The name under which it stands in the truth. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
