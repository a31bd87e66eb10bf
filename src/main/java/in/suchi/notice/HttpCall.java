package in.suchi.notice;

import in.suchi.gateway.GatewayRequest;
import java.util.HashMap;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.component.http.HttpMethods;

/** Makes a gateway's request the message of an exchange; no header of ours goes out with it. */
final class HttpCall {

    private HttpCall() {}

    static void prepare(Message message, GatewayRequest request) {
        message.setHeaders(new HashMap<>(request.headers()));
        // the enum itself: to convert a string costs Camel a search through all its converters each time
        message.setHeader(HttpConstants.HTTP_METHOD, HttpMethods.valueOf(request.method()));
        String address = request.uri().toString();
        int query = address.indexOf('?');
        message.setHeader(HttpConstants.HTTP_URI, query < 0 ? address : address.substring(0, query));
        if (query >= 0) {
            message.setHeader(HttpConstants.HTTP_RAW_QUERY, address.substring(query + 1));
        }
        message.setBody(request.bodyBytes().orElse(null));
    }
}
