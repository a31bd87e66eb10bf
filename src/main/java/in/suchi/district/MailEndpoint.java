package in.suchi.district;

import static in.suchi.config.InvalidValue.required;
import static in.suchi.district.EndpointValues.blankIsNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import in.suchi.config.InvalidValue;
import in.suchi.list.ListFormat;
import in.suchi.peer.PeerTls;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * E-mail with each list attached.
 *
 * @param host the mail server that takes the hub's mail
 * @param security how the connection is kept private; {@code none} only to this machine itself
 * @param user with {@code password}; empty: the server takes mail without a login
 * @param from sender, e.g. {@code Vaccination hub <suchi@health.example.in>}
 * @param to receivers; {@code <site_email>} stands for the e-mail of the session's site in sites.csv
 * @param trust PEM file of the authorities, or the server itself, to be trusted; empty: the JDK's
 * @param formats files attached
 * @param timeout for connecting and for each answer
 */
public record MailEndpoint(
        String id,
        @JsonProperty("for") Audience audience,
        String host,
        Integer port,
        Security security,
        String user,
        String password,
        String from,
        List<String> to,
        String trust,
        Set<ListFormat> formats,
        Set<Content> gets,
        Set<String> sites,
        Duration timeout)
        implements Endpoint {

    /** How a connection to the mail server is kept private. */
    enum Security {
        @JsonProperty("starttls")
        STARTTLS("smtp", 587),
        @JsonProperty("tls")
        TLS("smtps", 465),
        @JsonProperty("none")
        NONE("smtp", 25);

        private final String scheme;
        private final int port;

        Security(String scheme, int port) {
            this.scheme = scheme;
            this.port = port;
        }
    }

    /** Stands for the e-mail of the session's site in {@code to}. */
    static final String SITE_EMAIL = "<site_email>";

    public MailEndpoint {
        EndpointValues.id(id);
        audience = audience == null ? Audience.DISTRICT : audience;
        EndpointValues.host(host);
        security = security == null ? Security.STARTTLS : security;
        if (security == Security.NONE && !EndpointValues.isLoopback(host)) {
            throw new InvalidValue(
                    "security",
                    "none",
                    "write starttls or tls: lists hold names and mobiles (none only on this machine itself)");
        }
        port = EndpointValues.port(port, security.port);
        user = blankIsNull(user);
        password = blankIsNull(password);
        EndpointValues.together("user", user, "password", password);
        required("from", from, "write the sender, e.g. suchi@health.example.in");
        address("from", from);
        to = to == null ? List.of() : List.copyOf(to);
        if (to.isEmpty()) {
            throw new InvalidValue("to", null, "write the receivers, or <site_email> for each site's own");
        }
        for (String receiver : to) {
            if (!receiver.equals(SITE_EMAIL)) {
                address("to", receiver);
            }
        }
        if (audience == Audience.SITES && !to.contains(SITE_EMAIL)) {
            throw new InvalidValue("to", to, "write <site_email>: each site is to get its own sessions only");
        }
        trust = blankIsNull(trust);
        formats = EndpointValues.formats(formats);
        gets = EndpointValues.gets(gets);
        sites = EndpointValues.sites(sites);
        timeout = EndpointValues.timeout(timeout);
    }

    private static void address(String key, String text) {
        try {
            new InternetAddress(text, true).validate();
        } catch (AddressException e) {
            throw new InvalidValue(key, text, "write an e-mail address, e.g. dio.patna@health.example.in");
        }
    }

    @Override
    public Set<String> templates() {
        return Set.of("mail-list");
    }

    @Override
    public Map<String, Object> parameters() {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("scheme", security.scheme);
        parameters.put("host", host);
        parameters.put("port", port);
        parameters.put("startTls", security == Security.STARTTLS);
        parameters.put("timeout", timeout.toMillis());
        if (user != null) {
            parameters.put("user", user);
            parameters.put("password", "#bean:password-" + id);
        }
        if (trust != null) {
            parameters.put("tls", "#bean:tls-" + id);
        }
        return parameters;
    }

    @Override
    public Map<String, Object> beans() {
        Map<String, Object> beans = new HashMap<>();
        if (user != null) {
            beans.put("password", password);
        }
        if (trust != null) {
            beans.put("tls", new CamelTls(tls().context()));
        }
        return beans;
    }

    @Override
    public Map<String, String> files() {
        return trust == null ? Map.of() : Map.of("trust", trust);
    }

    PeerTls tls() {
        return new PeerTls(trust == null ? null : Path.of(trust), null, null, null);
    }

    /** A site without an e-mail in sites.csv gets none. */
    @Override
    public boolean reaches(String siteCode, Function<String, String> emailOf) {
        return audience == Audience.DISTRICT || !emailOf.apply(siteCode).isBlank();
    }

    /** Who gets the lists of this site. */
    List<String> receivers(String siteEmail) {
        return to.stream()
                .map(receiver -> receiver.equals(SITE_EMAIL) ? siteEmail : receiver)
                .filter(receiver -> !receiver.isBlank())
                .toList();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MailEndpoint[" + id + ", " + host + ":" + port + "]";
    }
}
