package in.suchi.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** A one-time password opens the page where it is changed, and nothing else (except where the settings say so: the sandbox). */
final class FirstPasswordFilter extends OncePerRequestFilter {

    private static final Set<String> ALLOWED = Set.of("/password", "/login", "/logout", "/error");

    private final AccessSettings settings;
    private final ObjectMapper json;

    FirstPasswordFilter(AccessSettings settings, ObjectMapper json) {
        this.settings = settings;
        this.json = json;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        boolean mustChange = settings.changeFirstPassword()
                && login != null
                && login.getPrincipal() instanceof HubUser user
                && user.mustChange();
        String path = request.getServletPath();
        if (!mustChange || ALLOWED.contains(path) || isStatic(path)) {
            chain.doFilter(request, response);
        } else if (path.startsWith("/api/")) {
            SecurityConfiguration.problem(
                    json,
                    response,
                    HttpStatus.FORBIDDEN,
                    "The one-time password has to be changed first.",
                    "Log in with a browser and change it at /password.");
        } else {
            response.sendRedirect(request.getContextPath() + "/password");
        }
    }

    private static boolean isStatic(String path) {
        return path.startsWith("/css/")
                || path.startsWith("/js/")
                || path.startsWith("/webjars/")
                || path.startsWith("/favicon");
    }
}
