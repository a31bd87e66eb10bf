package in.suchi.gateway;

import in.suchi.config.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * A value that a provider wants as a checksum of others, such as a hashed password or a signature of the text. Prints no part
 * of it.
 *
 * @param algorithm {@code SHA-1}, {@code SHA-256}, {@code SHA-512} or {@code MD5}
 * @param of the parts, with placeholders, each trimmed, put together without anything between; the digest is over their UTF-8
 *     bytes and written in small hexadecimal digits
 */
record Digest(String algorithm, List<String> of) {
    private static final List<String> KNOWN = List.of("SHA-1", "SHA-256", "SHA-512", "MD5");

    Digest {
        if (!KNOWN.contains(algorithm)) {
            throw new InvalidValue("algorithm", algorithm, "write one of " + String.join(", ", KNOWN));
        }
        of = of == null ? List.of() : List.copyOf(of);
        if (of.isEmpty()) {
            throw new InvalidValue("of", null, "write the parts, such as [\"{sender}\", \"{text}\"]");
        }
    }

    /** Whether it is the same for every message, so that it can be made for a report too. */
    boolean isConstant() {
        return of.stream().noneMatch(part -> Wording.PLACEHOLDER.matcher(part).find());
    }

    String over(Map<String, String> values) {
        String whole = of.stream()
                .map(part ->
                        Wording.fill(part, values, UnaryOperator.identity()).strip())
                .collect(Collectors.joining());
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(algorithm + " is missing from this Java", e);
        }
    }

    @Override
    public String toString() {
        return "Digest[" + algorithm + "]";
    }
}
