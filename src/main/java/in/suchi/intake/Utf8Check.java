package in.suchi.intake;

/** Tells whether a stream of bytes is UTF-8 by its strict definition, block by block, with no memory but a few counters. */
final class Utf8Check {

    private boolean valid = true;
    private boolean nul;
    /** Continuation bytes still to come, and the range the next of them must lie in. */
    private int expected;

    private int low = 0x80;
    private int high = 0xbf;

    void accept(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            int b = bytes[i];
            if (b > 0 && expected == 0) {
                continue;
            }
            if (b == 0) {
                nul = true;
            }
            if (valid) {
                step(b & 0xff);
            }
        }
    }

    private void step(int b) {
        if (expected > 0) {
            if (b < low || b > high) {
                valid = false;
                return;
            }
            expected--;
            low = 0x80;
            high = 0xbf;
        } else if (b >= 0xc2 && b <= 0xdf) {
            expected = 1;
        } else if (b >= 0xe0 && b <= 0xef) {
            expected = 2;
            // no over-long forms, no surrogates
            low = b == 0xe0 ? 0xa0 : 0x80;
            high = b == 0xed ? 0x9f : 0xbf;
        } else if (b >= 0xf0 && b <= 0xf4) {
            expected = 3;
            low = b == 0xf0 ? 0x90 : 0x80;
            high = b == 0xf4 ? 0x8f : 0xbf;
        } else if (b >= 0x80) {
            valid = false;
        }
    }

    /** Whether nothing so far breaks the rules; an unfinished last character does not. */
    boolean valid() {
        return valid;
    }

    /** Whether the last character is not finished yet. */
    boolean pending() {
        return valid && expected > 0;
    }

    boolean sawNul() {
        return nul;
    }
}
