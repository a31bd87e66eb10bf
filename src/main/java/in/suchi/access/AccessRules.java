package in.suchi.access;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Lets a request through to its handler if the officer has the right its {@link Allow} names, and to no handler of ours without
 * one. Keeps the audit trail, and sees to it that a form is carried out once however often it is sent.
 */
@Configuration(proxyBeanMethods = false)
public class AccessRules implements HandlerInterceptor, WebMvcConfigurer {

    /** What answers without a right: the login page, and receipts, which prove themselves by the secret in their address. */
    public static final Set<String> OPEN = Set.of("/login", "/receipts/{gateway}/{secret}");

    /** The field of a form, and what a program sends instead, that names one act. */
    public static final String FORM_FIELD = "once";

    static final String KEY_HEADER = "Idempotency-Key";

    private static final String ENTRY = AccessRules.class.getName() + ".entry";
    private static final int LONGEST_KEY = 100;

    private final AuditTrail trail;
    private final Officers officers;

    AccessRules(AuditTrail trail, Officers officers) {
        this.trail = trail;
        this.officers = officers;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)
                || !method.getBeanType().getPackageName().startsWith("in.suchi")) {
            return true; // static files, error page, API description: the filter asks for a login where one is needed
        }
        String pattern = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (OPEN.contains(pattern)) {
            return true;
        }
        Allow rule = method.getMethodAnnotation(Allow.class);
        HubUser user = user();
        if (rule == null || user == null || !officers.isStill(user)) {
            throw new AccessDeniedException("no rule lets anybody in here");
        }
        String address = request.getMethod() + " " + pattern;
        if (!user.may(rule.value())) {
            trail.note(
                    user.getUsername(),
                    user.role().wire(),
                    rule.audit().isEmpty() ? "looked.page" : rule.audit(),
                    subject(request),
                    address,
                    AuditTrail.Outcome.REFUSED);
            throw new AccessDeniedException("the role has not this right");
        }
        if (!rule.audit().isEmpty()) {
            long entry = trail.begin(user, rule.audit(), subject(request), address, key(request))
                    .orElseThrow(AlreadySent::new);
            request.setAttribute(ENTRY, entry);
        }
        return true;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request, HttpServletResponse response, Object handler, Exception failure) {
        if (request.getAttribute(ENTRY) instanceof Long entry) {
            request.removeAttribute(ENTRY);
            int status = failure == null ? response.getStatus() : 500;
            trail.end(
                    entry,
                    status >= 500
                            ? AuditTrail.Outcome.FAILED
                            : status >= 400 ? AuditTrail.Outcome.REFUSED : AuditTrail.Outcome.DONE,
                    request.getAttribute(AuditTrail.failedAttribute()),
                    request.getAttribute(AuditTrail.detailAttribute()));
        }
    }

    private static HubUser user() {
        Authentication login = SecurityContextHolder.getContext().getAuthentication();
        return login != null && login.getPrincipal() instanceof HubUser user ? user : null;
    }

    private static String key(HttpServletRequest request) {
        if (List.of("GET", "HEAD").contains(request.getMethod())) {
            return null;
        }
        String key = request.getHeader(KEY_HEADER);
        if (key == null) {
            key = request.getParameter(FORM_FIELD);
        }
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new BadRequest(KEY_HEADER + ": 1 to " + LONGEST_KEY + " characters.");
        }
        return key;
    }

    /** The ids in the address: what the request is about. */
    private static String subject(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                ? String.join(
                        " / ",
                        new TreeMap<>(variables)
                                .values().stream().map(String::valueOf).toList())
                : "";
    }
}
