package in.suchi.support;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings;
import org.springframework.boot.http.client.ClientHttpRequestFactorySettings.Redirects;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** One officer's browser as far as HTTP goes: a session by the login form, its token with each request, no redirect followed. */
public final class Browser {

    private final TestRestTemplate http;
    private final String base;
    private String cookie;
    private String token;

    private Browser(int port) {
        http = new TestRestTemplate(new RestTemplateBuilder()
                .requestFactorySettings(
                        ClientHttpRequestFactorySettings.defaults().withRedirects(Redirects.DONT_FOLLOW)));
        base = "http://127.0.0.1:" + port;
    }

    public static Browser login(int port, String username, String password) {
        Browser browser = new Browser(port);
        browser.readToken(browser.send(HttpMethod.GET, "/login", ""));
        ResponseEntity<String> in =
                browser.send(HttpMethod.POST, "/login", "username=" + username + "&password=" + password);
        if (in.getStatusCode().value() != 302
                || String.valueOf(in.getHeaders().getLocation()).contains("login")) {
            throw new IllegalStateException("login of " + username + " answered " + in);
        }
        browser.readToken(browser.send(HttpMethod.GET, "/password", ""));
        return browser;
    }

    /** @param body JSON for the API, form fields for pages; may be empty */
    public ResponseEntity<String> send(HttpMethod method, String path, String body) {
        HttpHeaders headers = new HttpHeaders();
        if (cookie != null) {
            headers.add("Cookie", cookie);
        }
        if (token != null) {
            headers.add("X-CSRF-TOKEN", token);
        }
        if (method != HttpMethod.GET) {
            headers.setContentType(typeFor(path));
        }
        String sent = body.isEmpty() && path.startsWith("/api/") ? "{}" : body;
        ResponseEntity<String> answer = http.exchange(
                URI.create(base + path),
                method,
                new HttpEntity<>(method == HttpMethod.GET ? null : sent, headers),
                String.class);
        answer.getHeaders().getOrEmpty("Set-Cookie").stream()
                .filter(set -> set.startsWith("JSESSIONID"))
                .forEach(set -> cookie = set.replaceFirst(";.*", ""));
        return answer;
    }

    private static MediaType typeFor(String path) {
        if (path.startsWith("/api/v1/attendance")) {
            return MediaType.valueOf("text/csv");
        }
        return path.startsWith("/api/") ? MediaType.APPLICATION_JSON : MediaType.APPLICATION_FORM_URLENCODED;
    }

    public ResponseEntity<String> get(String path) {
        return send(HttpMethod.GET, path, "");
    }

    /** Sends a form of a page; the fields as they stand in the body of such a request. */
    public ResponseEntity<String> post(String path, String fields) {
        return send(HttpMethod.POST, path, fields);
    }

    /** Whether an answer is "not you" or "who are you?". */
    public static boolean isRefusal(ResponseEntity<String> answer) {
        int status = answer.getStatusCode().value();
        return status == 401
                || status == 403
                || status == 302
                        && String.valueOf(answer.getHeaders().getLocation()).endsWith("/login");
    }

    private void readToken(ResponseEntity<String> page) {
        Matcher field = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(String.valueOf(page.getBody()));
        if (!field.find()) {
            throw new IllegalStateException("no token on " + page);
        }
        token = field.group(1);
    }
}
