package in.suchi.gateway;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request, complete and encoded. It holds credentials, a number and a text, so it prints none of them.
 *
 * @param method GET or POST
 * @param body empty for a GET; to be sent as UTF-8, its Content-Type is among the headers
 */
public record GatewayRequest(String method, URI uri, Map<String, String> headers, Optional<String> body) {
    public GatewayRequest {
        headers = Map.copyOf(headers);
    }

    public Optional<byte[]> bodyBytes() {
        return body.map(b -> b.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "GatewayRequest[" + method + " " + uri.getScheme() + "://" + uri.getAuthority() + uri.getPath() + "]";
    }
}
