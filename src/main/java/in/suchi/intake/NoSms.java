package in.suchi.intake;

/** Why a registration has no mobile to send an SMS to; the values of {@link Registration#noSmsReason()}. */
public final class NoSms {
    public static final String MISSING = "missing";
    /** A landline: cannot take an SMS, but can be telephoned. */
    public static final String LANDLINE = "landline";
    /** A spreadsheet rounded the digits away; they must be asked for again. */
    public static final String LOSSY = "lossy";

    public static final String TOO_SHORT = "too-short";
    public static final String TOO_LONG = "too-long";
    public static final String STARTS_LOW = "starts-low";
    /** Something typed only to fill the field, such as 9999999999. */
    public static final String PLACEHOLDER = "placeholder";

    public static final String UNREADABLE = "unreadable";

    private NoSms() {}
}
