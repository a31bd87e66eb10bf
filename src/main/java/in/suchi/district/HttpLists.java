package in.suchi.district;

import in.suchi.list.ListJson;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.http.HttpConstants;
import org.apache.camel.component.http.HttpMethods;
import org.apache.hc.client5.http.entity.mime.ByteArrayBody;
import org.apache.hc.client5.http.entity.mime.ContentBody;
import org.apache.hc.client5.http.entity.mime.MultipartEntityBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.springframework.stereotype.Component;

/** The HTTP request that brings one list. */
@Component("httpLists")
public class HttpLists {

    private final DistrictEndpoints endpoints;

    HttpLists(DistrictEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    /** Makes the exchange's message the request; headers that say what failed stay, and are not sent. */
    public void request(Exchange exchange) {
        Message message = exchange.getMessage();
        Delivery delivery = message.getBody(Delivery.class);
        if (!(endpoints.get(delivery.push().endpoint()) instanceof HttpEndpoint endpoint)) {
            throw new IllegalStateException("the endpoint " + delivery.push().endpoint() + " takes no requests");
        }
        message.setHeader(HttpConstants.HTTP_METHOD, HttpMethods.POST);
        message.setHeader(
                HttpConstants.HTTP_URI, endpoint.addressOf(delivery.push().kind()));
        message.setHeader("Idempotency-Key", delivery.idempotencyKey());
        HttpEntity body = endpoint.body() == HttpEndpoint.Body.JSON
                ? new ByteArrayEntity(ListJson.whole(delivery.list()), ContentType.APPLICATION_JSON)
                : multipart(delivery);
        message.setHeader(HttpConstants.CONTENT_TYPE, body.getContentType());
        message.setBody(body);
    }

    /** A part {@code list} that says what it is, and a part {@code file} for each file. */
    private static HttpEntity multipart(Delivery delivery) {
        MultipartEntityBuilder parts = MultipartEntityBuilder.create()
                .addBinaryBody("list", ListJson.withoutPeople(delivery.list()), ContentType.APPLICATION_JSON, null);
        for (PushFile file : delivery.files()) {
            ContentBody part = new ByteArrayBody(file.content(), ContentType.parse(file.mediaType()), file.onlyName());
            parts.addPart("file", part);
        }
        return parts.build();
    }
}
