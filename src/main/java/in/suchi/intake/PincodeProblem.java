package in.suchi.intake;

/** Why a registration has no usable pincode by shape; the values of the {@code …PincodeProblem} fields. */
public final class PincodeProblem {
    public static final String MISSING = "missing";
    /** Something typed only to fill the field, such as 000000. */
    public static final String PLACEHOLDER = "placeholder";
    /** A spreadsheet rounded the digits away. */
    public static final String LOSSY = "lossy";

    public static final String TOO_SHORT = "too-short";
    public static final String TOO_LONG = "too-long";
    public static final String MALFORMED = "malformed";
    /** Two different pincodes in one field: neither is taken. */
    public static final String AMBIGUOUS = "ambiguous";

    private PincodeProblem() {}
}
