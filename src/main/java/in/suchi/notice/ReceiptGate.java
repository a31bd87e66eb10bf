package in.suchi.notice;

import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * The gateways' door, before all other filters: a receipt proves itself by the secret in its address and needs no session, login,
 * view or message conversion, which cost six times as much processor time as taking the receipt. Thousands come a second.
 */
final class ReceiptGate extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Set<String> METHODS = Set.of("GET", "POST");

    private final transient ReceiptController receipts;

    private ReceiptGate(ReceiptController receipts) {
        this.receipts = receipts;
    }

    @Configuration(proxyBeanMethods = false)
    static class Registration {

        @Bean
        FilterRegistrationBean<ReceiptGate> receiptGate(ReceiptController receipts) {
            FilterRegistrationBean<ReceiptGate> gate = new FilterRegistrationBean<>(new ReceiptGate(receipts));
            gate.addUrlPatterns("/receipts/*");
            gate.setOrder(Ordered.HIGHEST_PRECEDENCE);
            return gate;
        }
    }

    @Override
    public void init(FilterConfig config) {
        // nothing to prepare
    }

    /** Answers every request below /receipts itself: nothing behind this filter sees one. */
    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain rest)
            throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        // "", receipts, gateway, secret
        String[] path = request.getServletPath().split("/", -1);
        if (path.length != 4) {
            response.setStatus(HttpStatus.NOT_FOUND.value());
            return;
        }
        if (!METHODS.contains(request.getMethod())) {
            response.setHeader("Allow", "GET, POST");
            response.setStatus(HttpStatus.METHOD_NOT_ALLOWED.value());
            return;
        }
        if (request.getCharacterEncoding() == null) {
            request.setCharacterEncoding(StandardCharsets.UTF_8.name());
        }
        ResponseEntity<String> answer = receipts.receive(path[2], path[3], request);
        response.setStatus(answer.getStatusCode().value());
        String body = answer.getBody();
        if (body == null) {
            return;
        }
        MediaType type = answer.getHeaders().getContentType();
        response.setContentType(type == null ? MediaType.TEXT_PLAIN_VALUE : type.toString());
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
