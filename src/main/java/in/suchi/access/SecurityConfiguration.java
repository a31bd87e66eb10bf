package in.suchi.access;

import static org.springframework.security.config.http.SessionCreationPolicy.STATELESS;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.DefaultAuthenticationEventPublisher;
import org.springframework.security.authentication.LockedException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Who gets in. Open to everybody: the login page, static files, the bare health answer, and the gateways' receipts, which prove
 * themselves by their own secret. Everything else asks for a login; what a role may then do is for {@link AccessRules}.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final String CONTENT =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self';"
                    + " connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    static final String[] OPEN = {"/login", "/css/**", "/js/**", "/webjars/**", "/favicon.svg", "/favicon.ico", "/error"
    };

    @Bean
    PasswordEncoder passwordEncoder() {
        return PasswordEncoderFactories.createDelegatingPasswordEncoder();
    }

    @Bean
    AuthenticationManager logins(
            Officers officers, PasswordEncoder encoder, AccessSettings settings, ApplicationEventPublisher events) {
        DaoAuthenticationProvider passwords = new DaoAuthenticationProvider(officers);
        passwords.setPasswordEncoder(encoder);
        ProviderManager logins =
                new ProviderManager(new ThrottledLogin(passwords, new LoginThrottle(settings, InstantSource.system())));
        logins.setAuthenticationEventPublisher(new DefaultAuthenticationEventPublisher(events));
        return logins;
    }

    /** Receipts come without cookies and prove themselves by the secret in their address. */
    @Bean
    @Order(1)
    SecurityFilterChain receiptAccess(HttpSecurity http) throws Exception {
        http.securityMatcher("/receipts/**")
                .authorizeHttpRequests(all -> all.anyRequest().permitAll())
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(STATELESS))
                .requestCache(AbstractHttpConfigurer::disable);
        strict(http);
        return http.build();
    }

    /** By basic header (programs) or by the page's session (then with its CSRF token). */
    @Bean
    @Order(2)
    SecurityFilterChain apiAccess(
            HttpSecurity http, AuthenticationManager logins, ObjectMapper json, AccessSettings settings)
            throws Exception {
        http.securityMatcher("/api/**")
                .authenticationManager(logins)
                .authorizeHttpRequests(rules -> rules.anyRequest().authenticated())
                .httpBasic(basic ->
                        basic.authenticationEntryPoint((request, response, e) -> notLoggedIn(json, response, e)))
                .csrf(csrf -> csrf.ignoringRequestMatchers(SecurityConfiguration::hasBasicHeader))
                .exceptionHandling(problems -> problems.authenticationEntryPoint(
                                (request, response, e) -> notLoggedIn(json, response, e))
                        .accessDeniedHandler((request, response, e) -> problem(
                                json,
                                response,
                                HttpStatus.FORBIDDEN,
                                "Your role does not allow this.",
                                "Ask an administrator; from a page, load it again and repeat.")))
                .requestCache(AbstractHttpConfigurer::disable)
                .addFilterAfter(
                        new FirstPasswordFilter(settings, json),
                        org.springframework.security.web.access.intercept.AuthorizationFilter.class);
        strict(http);
        return http.build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain pageAccess(
            HttpSecurity http,
            AuthenticationManager logins,
            ObjectMapper json,
            AccessSettings settings,
            ObjectProvider<ClientRegistrationRepository> providers,
            Officers officers,
            AuditTrail trail)
            throws Exception {
        http.authenticationManager(logins)
                .authorizeHttpRequests(rules -> rules.requestMatchers(OPEN)
                        .permitAll()
                        .requestMatchers("/actuator/health", "/actuator/health/**")
                        .permitAll()
                        .requestMatchers("/actuator/**")
                        .hasAnyRole("ADMINISTRATOR", "STATE_OPERATOR", "AUDITOR")
                        .anyRequest()
                        .authenticated())
                .formLogin(form -> form.loginPage("/login")
                        .failureHandler((request, response, e) -> response.sendRedirect(request.getContextPath()
                                + (e instanceof LockedException ? "/login?wait" : "/login?error")))
                        .defaultSuccessUrl("/", false))
                .httpBasic(basic ->
                        basic.authenticationEntryPoint((request, response, e) -> notLoggedIn(json, response, e)))
                .logout(logout -> logout.logoutSuccessUrl("/login?logout").deleteCookies("JSESSIONID"))
                .exceptionHandling(problems -> problems.defaultAuthenticationEntryPointFor(
                        // A fragment that polls after the session has ended must not draw the login page into the page.
                        (request, response, e) -> {
                            response.setHeader("HX-Redirect", request.getContextPath() + "/login");
                            response.setStatus(HttpStatus.UNAUTHORIZED.value());
                        },
                        (RequestMatcher) request -> request.getHeader("HX-Request") != null))
                .addFilterAfter(
                        new FirstPasswordFilter(settings, json),
                        org.springframework.security.web.access.intercept.AuthorizationFilter.class);
        if (providers.getIfAvailable() != null) {
            http.oauth2Login(provider -> provider.loginPage("/login")
                    .successHandler(new OidcOfficers(officers, settings.oidcClaim(), trail))
                    .failureUrl("/login?error"));
        }
        strict(http);
        return http.build();
    }

    private static void strict(HttpSecurity http) throws Exception {
        http.headers(headers -> headers.contentSecurityPolicy(csp -> csp.policyDirectives(CONTENT))
                .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                .frameOptions(HeadersConfigurer.FrameOptionsConfig::deny)
                .permissionsPolicyHeader(
                        permissions -> permissions.policy("camera=(), geolocation=(), microphone=(), payment=()")));
    }

    private static boolean hasBasicHeader(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        return header != null && header.toLowerCase(Locale.ROOT).startsWith("basic ");
    }

    private static void notLoggedIn(ObjectMapper json, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        // Not "Basic": a browser must not ask for it and then send it along with other sites' requests.
        response.setHeader("WWW-Authenticate", "xBasic realm=\"Suchi\"");
        String why = e instanceof LockedException ? e.getMessage() : "There is no login, or user or password is wrong.";
        problem(json, response, HttpStatus.UNAUTHORIZED, why, "Send user and password by basic authentication.");
    }

    static void problem(
            ObjectMapper json, HttpServletResponse response, HttpStatus status, String detail, String remedy)
            throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        problem.setProperty("remedy", remedy);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding("UTF-8");
        json.writeValue(response.getOutputStream(), problem);
    }
}
