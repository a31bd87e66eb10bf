package in.suchi.support;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/**
 * Damages text and files as broken senders, bad lines and ill will do: a few cuts, doublings, swaps and insertions at random
 * places. The same seed gives the same damage. {@code -Dsuchi.fuzz=10000} makes every fuzz test that long.
 */
public final class Mutations {

    private static final byte[][] INSERTIONS = bytes(
            "\"",
            "\"\"",
            ",",
            ";",
            "\t",
            "\n",
            "\r\n",
            "\r",
            "\0",
            "\ufeff",
            "\u00a0",
            "\u200b",
            "\u202e",
            "=HYPERLINK(1)",
            "'; drop table person; --",
            "${jndi:ldap://127.0.0.1/a}",
            "<script>alert(1)</script>",
            "../../../etc/passwd",
            "%00",
            "{",
            "}",
            "[",
            "]]",
            "null",
            "-1",
            "99999999999999999999",
            "1e309",
            "रेखा",
            "à¤°",
            "\ud83d\ude00",
            "sep=;\n",
            "registration_id,name");

    private Mutations() {}

    /** How many mutations a fuzz test makes: {@code suchi.fuzz}, or its own usual number. */
    public static int rounds(int usual) {
        return Integer.getInteger("suchi.fuzz", usual);
    }

    /** One to four damages, one after the other. */
    public static byte[] of(byte[] whole, Random random) {
        byte[] damaged = whole;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            damaged = one(damaged, random);
        }
        return damaged;
    }

    /** As {@link #of(byte[], Random)} for text; what is no longer UTF-8 becomes replacement characters. */
    public static String of(String whole, Random random) {
        return new String(of(whole.getBytes(StandardCharsets.UTF_8), random), StandardCharsets.UTF_8);
    }

    private static byte[] one(byte[] whole, Random random) {
        int from = whole.length == 0 ? 0 : random.nextInt(whole.length);
        int to = Math.min(whole.length, from + 1 + random.nextInt(random.nextBoolean() ? 8 : 400));
        return switch (random.nextInt(8)) {
            case 0 -> join(head(whole, from), tail(whole, to)); // a piece is missing
            case 1 -> head(whole, from); // cut off
            case 2 -> join(head(whole, to), tail(whole, from)); // a piece comes twice
            case 3 -> join(head(whole, from), INSERTIONS[random.nextInt(INSERTIONS.length)], tail(whole, from));
            case 4 -> flipped(whole, from, random);
            case 5 -> join(head(whole, from), noise(random), tail(whole, from));
            case 6 -> join(head(whole, from), repeated(random), tail(whole, from));
            default ->
                join(Arrays.copyOfRange(whole, from, to), head(whole, from), tail(whole, to)); // moved to the front
        };
    }

    private static byte[] flipped(byte[] whole, int at, Random random) {
        byte[] flipped = whole.clone();
        if (flipped.length > 0) {
            flipped[at] = (byte) random.nextInt(256);
        }
        return flipped;
    }

    private static byte[] noise(Random random) {
        byte[] noise = new byte[1 + random.nextInt(20)];
        random.nextBytes(noise);
        return noise;
    }

    private static byte[] repeated(Random random) {
        byte[] repeated = new byte[1 + random.nextInt(3_000)];
        Arrays.fill(repeated, (byte) "a\",\n0".charAt(random.nextInt(5)));
        return repeated;
    }

    private static byte[] head(byte[] whole, int to) {
        return Arrays.copyOfRange(whole, 0, to);
    }

    private static byte[] tail(byte[] whole, int from) {
        return Arrays.copyOfRange(whole, from, whole.length);
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[][] bytes(String... texts) {
        return Arrays.stream(texts)
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
    }
}
