package in.suchi.sandbox;

/**
 * Which number has which outcome: decided by the number and the seed alone, so that the same number fares the same on
 * every gateway and in every run. Shares lie between 0 and 1; what is left over is delivered.
 */
public record SmsOutcomes(long seed, double undelivered, double refused, double noReceipt) {
    private static final int NATIONAL_DIGITS = 10;

    public SmsOutcomes {
        if (undelivered < 0 || refused < 0 || noReceipt < 0 || undelivered + refused + noReceipt > 1) {
            throw new IllegalArgumentException("the shares of outcomes must not be negative and not exceed 1 in sum");
        }
    }

    public static SmsOutcomes allDelivered() {
        return new SmsOutcomes(0, 0, 0, 0);
    }

    /** About what an ordinary evening looks like: 6 % undelivered, 1 % refused, 3 % without a receipt. */
    public static SmsOutcomes ordinary(long seed) {
        return new SmsOutcomes(seed, 0.06, 0.01, 0.03);
    }

    /** The outcome for a number in any of its forms (10 digits, 91…, +91…). */
    public SmsOutcome of(String number) {
        double at = fraction(number);
        if (at < undelivered) {
            return SmsOutcome.UNDELIVERED;
        }
        if (at < undelivered + refused) {
            return SmsOutcome.REFUSED;
        }
        return at < undelivered + refused + noReceipt ? SmsOutcome.NO_RECEIPT : SmsOutcome.DELIVERED;
    }

    private double fraction(String number) {
        var digits = number.replaceAll("\\D", "");
        var national = digits.substring(Math.max(0, digits.length() - NATIONAL_DIGITS));
        long mixed = seed * 0x9E3779B97F4A7C15L + national.hashCode();
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return ((mixed ^ (mixed >>> 31)) >>> 11) * 0x1.0p-53;
    }
}
