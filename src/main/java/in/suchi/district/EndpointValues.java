package in.suchi.district;

import static in.suchi.config.InvalidValue.required;

import in.suchi.config.InvalidValue;
import in.suchi.district.Endpoint.Content;
import in.suchi.list.ListFormat;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/** The checks and defaults that all kinds of endpoints share. Messages say what to write instead. */
final class EndpointValues {

    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:]+\\]");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]");
    private static final int HIGHEST_PORT = 65_535;
    private static final Duration ORDINARY_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(2);

    private EndpointValues() {}

    static void id(String id) {
        required("id", id, "give the endpoint an id, e.g. patna-sftp");
        matching("id", id, ID, "use lower-case letters, digits and hyphens, e.g. patna-sftp");
    }

    static void host(String host) {
        required("host", host, "name the server, e.g. sftp.patna.example.in");
        matching("host", host, HOST, "write a host name or address without port and path");
    }

    static int port(Integer port, int ordinary) {
        int value = port == null ? ordinary : port;
        if (value < 1 || value > HIGHEST_PORT) {
            throw new InvalidValue("port", value, "write a port between 1 and 65535");
        }
        return value;
    }

    static boolean isLoopback(String host) {
        return LOOPBACK.matcher(host).matches();
    }

    static Duration timeout(Duration timeout) {
        Duration value = timeout == null ? ORDINARY_TIMEOUT : timeout;
        if (value.toMillis() < 1 || value.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new InvalidValue("timeout", value, "write a duration between 1ms and 2m, e.g. 30s");
        }
        return value;
    }

    static Set<Content> gets(Set<Content> gets) {
        return gets == null || gets.isEmpty() ? EnumSet.allOf(Content.class) : Set.copyOf(gets);
    }

    static Set<String> sites(Set<String> sites) {
        return sites == null ? Set.of() : Set.copyOf(sites);
    }

    /** In the order csv, xlsx, pdf; csv alone where nothing is said. */
    static Set<ListFormat> formats(Set<ListFormat> formats) {
        return formats == null || formats.isEmpty()
                ? EnumSet.of(ListFormat.CSV)
                : Collections.unmodifiableSet(EnumSet.copyOf(formats));
    }

    static void matching(String key, String value, Pattern pattern, String remedy) {
        if (!pattern.matcher(value).matches()) {
            throw new InvalidValue(key, value, remedy);
        }
    }

    static String blankIsNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    /** Both or neither. */
    static void together(String key, String value, String otherKey, String other) {
        if (value != null && other == null) {
            throw new InvalidValue(otherKey, null, "it goes with " + key + ": give both or neither");
        }
        if (value == null && other != null) {
            throw new InvalidValue(key, null, "it goes with " + otherKey + ": give both or neither");
        }
    }
}
