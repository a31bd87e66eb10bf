package in.suchi.notice;

import java.security.SecureRandom;
import org.apache.commons.codec.binary.Base32;

/** Makes the references of attempts: 128 random bits, so that nobody can make up a receipt for one. */
final class References {

    private static final int BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private References() {}

    /** 26 capital letters and digits 2-7. */
    static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new Base32().encodeToString(bytes).replace("=", "");
    }
}
