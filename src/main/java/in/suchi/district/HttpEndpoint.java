package in.suchi.district;

import static in.suchi.config.InvalidValue.required;
import static in.suchi.district.EndpointValues.blankIsNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import in.suchi.config.InvalidValue;
import in.suchi.list.ListFormat;
import in.suchi.peer.HttpPeer;
import in.suchi.peer.PeerTls;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * A district's system that takes each list as one HTTP POST.
 *
 * @param url where rosters are posted
 * @param callSheetUrl where call sheets are posted: another address, since both are keyed by session and revision
 * @param body JSON of the whole list, or multipart with the files of {@code formats}
 * @param user with {@code password}: basic authentication
 * @param token bearer authentication
 * @param certificate with {@code key}: ours, shown to the server (mutual TLS); PEM files
 * @param trust PEM file of the authorities, or the server itself, to be trusted; empty: the JDK's
 * @param timeout for connecting and for the answer
 */
public record HttpEndpoint(
        String id,
        String url,
        String callSheetUrl,
        Body body,
        Set<ListFormat> formats,
        String user,
        String password,
        String token,
        String certificate,
        String key,
        String keyPassword,
        String trust,
        Set<Content> gets,
        Set<String> sites,
        Duration timeout)
        implements Endpoint {

    /** What a request holds. */
    enum Body {
        @JsonProperty("json")
        JSON,
        @JsonProperty("multipart")
        MULTIPART
    }

    /** A roster and a call sheet may be under way at once. */
    private static final int CONNECTIONS = 2;

    public HttpEndpoint {
        EndpointValues.id(id);
        required("url", url, "write the address that takes rosters, e.g. https://lists.patna.example.in/rosters");
        address("url", url);
        callSheetUrl = blankIsNull(callSheetUrl);
        if (callSheetUrl != null) {
            address("call-sheet-url", callSheetUrl);
        }
        if (gets == null || gets.isEmpty()) {
            gets = callSheetUrl == null ? EnumSet.of(Content.ROSTERS) : EnumSet.allOf(Content.class);
        }
        gets = Set.copyOf(gets);
        if (gets.contains(Content.CALL_SHEETS) && callSheetUrl == null) {
            throw new InvalidValue(
                    "call-sheet-url", null, "write the address that takes call sheets, or let it get rosters only");
        }
        body = body == null ? Body.JSON : body;
        if (body == Body.JSON && formats != null && !formats.isEmpty()) {
            throw new InvalidValue("formats", formats, "files go with body: multipart; remove formats, or write that");
        }
        formats = body == Body.JSON ? Set.of() : EndpointValues.formats(formats);
        user = blankIsNull(user);
        password = blankIsNull(password);
        token = blankIsNull(token);
        certificate = blankIsNull(certificate);
        key = blankIsNull(key);
        keyPassword = blankIsNull(keyPassword);
        trust = blankIsNull(trust);
        EndpointValues.together("user", user, "password", password);
        EndpointValues.together("certificate", certificate, "key", key);
        if (user != null && token != null) {
            throw new InvalidValue("token", token, "give user and password, or a token, not both");
        }
        if (user == null && token == null && certificate == null) {
            throw new InvalidValue(
                    "user", null, "say how the hub shows who it is: user and password, token, or certificate and key");
        }
        sites = EndpointValues.sites(sites);
        timeout = EndpointValues.timeout(timeout);
    }

    private static void address(String key, String text) {
        URI uri;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidValue(key, text, "write an address such as https://lists.patna.example.in/rosters");
        }
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new InvalidValue(key, text, "write scheme, host and path, without a login in it and without #");
        }
        boolean encrypted = "https".equals(uri.getScheme());
        if (!encrypted && !("http".equals(uri.getScheme()) && EndpointValues.isLoopback(uri.getHost()))) {
            throw new InvalidValue(
                    key,
                    text,
                    "write an https address: lists hold names and mobiles (http only on this machine itself)");
        }
    }

    /** It is for the district's system; persons in charge get theirs by e-mail or folder. */
    @Override
    public Audience audience() {
        return Audience.DISTRICT;
    }

    @Override
    public Set<String> templates() {
        return Set.of("post-list");
    }

    @Override
    public Map<String, Object> parameters() {
        return Map.of();
    }

    @Override
    public Map<String, Object> beans() {
        Map<String, String> headers = new HashMap<>();
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        } else if (user != null) {
            byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
            headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(login));
        }
        boolean ownTls = certificate != null || trust != null;
        return Map.of(
                "client",
                new HttpPeer(CONNECTIONS, timeout, timeout, ownTls ? tls().context() : null, headers).client());
    }

    PeerTls tls() {
        return new PeerTls(path(trust), path(certificate), path(key), keyPassword);
    }

    private static Path path(String file) {
        return file == null ? null : Path.of(file);
    }

    @Override
    public Map<String, String> files() {
        Map<String, String> files = new HashMap<>();
        files.put("trust", trust);
        files.put("certificate", certificate);
        files.put("key", key);
        files.values().removeIf(file -> file == null);
        return files;
    }

    /** Where this kind of list is posted. */
    String addressOf(String pushKind) {
        return pushKind.equals(Content.CALL_SHEETS.pushKind()) ? callSheetUrl : url;
    }

    /** Without password, token and key. */
    @Override
    public String toString() {
        return "HttpEndpoint[" + id + ", " + url + "]";
    }
}
