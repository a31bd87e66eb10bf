package in.suchi.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.oauth2.core.user.OAuth2User;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

/**
 * Who has logged in at the provider is the officer of that name in the table {@code officer}: the provider says who somebody is, the
 * table what they may. Nobody gets in by the provider alone.
 */
final class OidcOfficers implements AuthenticationSuccessHandler {

    private final Officers officers;
    private final String claim;
    private final AuditTrail trail;
    private final HttpSessionSecurityContextRepository contexts = new HttpSessionSecurityContextRepository();
    private final SavedRequestAwareAuthenticationSuccessHandler onward =
            new SavedRequestAwareAuthenticationSuccessHandler();

    /** @param claim of the provider's that holds the officer's user name */
    OidcOfficers(Officers officers, String claim, AuditTrail trail) {
        this.officers = officers;
        this.claim = claim;
        this.trail = trail;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication provider)
            throws IOException, jakarta.servlet.ServletException {
        HubUser officer = officer(provider);
        if (officer == null) {
            trail.note("?", null, "login.failed", request.getRemoteAddr(), "OIDC", AuditTrail.Outcome.REFUSED);
            new SecurityContextLogoutHandler().logout(request, response, provider);
            response.sendRedirect(request.getContextPath() + "/login?unknown");
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(
                UsernamePasswordAuthenticationToken.authenticated(officer, null, officer.getAuthorities()));
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        trail.note(
                officer.getUsername(),
                officer.role().wire(),
                "login.came",
                request.getRemoteAddr(),
                "OIDC",
                AuditTrail.Outcome.DONE);
        onward.onAuthenticationSuccess(request, response, context.getAuthentication());
    }

    private HubUser officer(Authentication provider) {
        Object name = provider.getPrincipal() instanceof OAuth2User user ? user.getAttribute(claim) : null;
        try {
            return name == null ? null : officers.withoutPassword(name.toString());
        } catch (UsernameNotFoundException e) {
            return null;
        }
    }
}
