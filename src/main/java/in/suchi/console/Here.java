package in.suchi.console;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.util.UriComponentsBuilder;

/** The address of the page that is drawn, for links that change one thing of it. */
final class Here {

    private final String path;
    private final String query;

    Here(HttpServletRequest request) {
        path = request.getRequestURI();
        query = request.getQueryString();
    }

    /** Path and parameters. */
    public String all() {
        return address().toUriString();
    }

    /** The same page with this parameter instead of what it had. */
    public String with(String name, Object value) {
        return address().replaceQueryParam(name, value).toUriString();
    }

    /** Where the part of this page is that changes: the same parameters, the path and {@code /live}. */
    public String live() {
        return address().path(path.endsWith("/") ? "live" : "/live").toUriString();
    }

    private UriComponentsBuilder address() {
        return UriComponentsBuilder.fromPath(path).query(query).replaceQueryParam("lang");
    }
}
