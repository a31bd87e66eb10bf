package in.suchi.access;

import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Logins by form and failed ones of any kind, in the audit trail. What was typed as a password is never near it. */
@Component
class LoginAudit {

    private static final int LONGEST_NAME = 40;

    private final AuditTrail trail;

    LoginAudit(AuditTrail trail) {
        this.trail = trail;
    }

    @EventListener
    void came(InteractiveAuthenticationSuccessEvent event) {
        if (event.getAuthentication().getPrincipal() instanceof HubUser user) {
            trail.note(
                    user.getUsername(),
                    user.role().wire(),
                    "login.came",
                    from(event.getAuthentication().getDetails()),
                    "POST /login",
                    AuditTrail.Outcome.DONE);
        }
    }

    @EventListener
    void failed(AbstractAuthenticationFailureEvent event) {
        String name = event.getAuthentication().getName();
        trail.note(
                // people type their password into the wrong field: only what looks like a user name is kept
                name != null && name.length() <= LONGEST_NAME && name.matches(Officers.USERNAME) ? name : "?",
                null,
                "login.failed",
                from(event.getAuthentication().getDetails()),
                "POST /login",
                AuditTrail.Outcome.REFUSED);
    }

    private static String from(Object details) {
        return details instanceof WebAuthenticationDetails web ? web.getRemoteAddress() : "";
    }
}
