package in.suchi.console;

import in.suchi.access.Allow;
import in.suchi.access.AuditTrail;
import in.suchi.access.HubUser;
import in.suchi.access.Officers;
import in.suchi.access.Right;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.stream.StreamSupport;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The login page, and the page where a password is changed. */
@Page
class LoginPages {

    private final Officers officers;
    private final List<String> providers;

    /** @param registrations of OpenID providers; there are none unless they are configured */
    LoginPages(Officers officers, ObjectProvider<InMemoryClientRegistrationRepository> registrations) {
        this.officers = officers;
        this.providers = registrations.stream()
                .flatMap(all -> StreamSupport.stream(all.spliterator(), false))
                .map(ClientRegistration::getRegistrationId)
                .toList();
    }

    @GetMapping("/login")
    String login(Model model) {
        model.addAttribute("providers", providers);
        return "login";
    }

    @Allow(Right.OWN_LOGIN)
    @GetMapping("/password")
    String password() {
        return "password";
    }

    @Allow(value = Right.OWN_LOGIN, audit = "changed.password")
    @PostMapping("/password")
    String changePassword(
            @RequestParam("current") String current,
            @RequestParam("wanted") String wanted,
            @RequestParam("again") String again,
            @AuthenticationPrincipal HubUser user,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response) {
        String problem = officers.changePassword(user.getUsername(), current, wanted, again);
        if (problem != null) {
            AuditTrail.failed(problem);
            model.addAttribute("problem", problem);
            return "password";
        }
        new SecurityContextLogoutHandler()
                .logout(request, response, SecurityContextHolder.getContext().getAuthentication());
        return "redirect:/login?changed";
    }
}
