package in.suchi.support;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * A process in the place of all providers whose gateways nobody can install: each in the form its maker documents, strict about
 * what it is given, with its documented answers and receipts. Started with its port; {@code GET /messages} tells what it took, and
 * {@code POST /receipts-of/<gateway>} is the provider's console, where the address of the receipts is written in.
 *
 * <p>Logins are {@code suchi} and {@code p&w}. A number that ends in 9 is not reached by SMS.
 */
public final class DocumentedGateways {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ENTITY = Pattern.compile("&#([0-9]+);");
    private static final String FORM = "application/x-www-form-urlencoded";

    private record Taken(String gateway, String number, String text, String id) {}

    private record Answer(int status, String body) {}

    private interface Provider {
        Answer take(Map<String, String> parameters, String body, HttpExchange exchange) throws Exception;
    }

    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final Map<String, String> consoles = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(2);
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;

    private DocumentedGateways(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(Executors.newFixedThreadPool(8));
        on("/send", this::jasmin);
        on("/esms/sendsmsrequestDLT", this::cdac);
        on("/ReportAPI/csvreport", this::cdacReport);
        on("/failsafe/HttpLink", this::nic);
        on("/v1/Accounts/health1/Sms/send", this::exotel);
        on("/GatewayAPI/rest", this::gupshup);
        on("/api/v5/flow", this::msg91);
        on("/calls", this::voice);
        on("/receipts-of/", (parameters, body, exchange) -> {
            consoles.put(exchange.getRequestURI().getPath().replaceFirst(".*/", ""), body);
            return new Answer(200, "");
        });
        on("/messages", (parameters, body, exchange) -> new Answer(200, JSON.writeValueAsString(taken)));
    }

    /** @param arguments the port */
    public static void main(String... arguments) throws IOException {
        new DocumentedGateways(Integer.parseInt(arguments[0])).server.start();
    }

    private void on(String path, Provider provider) {
        server.createContext(path, exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
                String query = exchange.getRequestURI().getRawQuery();
                Answer answer;
                try {
                    answer = provider.take(ProviderForms.parameters(type.equals(FORM) ? body : query), body, exchange);
                } catch (Exception e) {
                    answer = new Answer(418, e.toString());
                }
                byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    private Answer jasmin(Map<String, String> p, String body, HttpExchange exchange) {
        String content = p.containsKey("hex-content") ? "hex-content" : "content";
        String strange = ProviderForms.strange(
                p,
                content,
                "username",
                "password",
                "to",
                "from",
                "coding",
                "dlr",
                "dlr-url",
                "dlr-level",
                "dlr-method",
                "custom_tlvs");
        if (strange != null) {
            return new Answer(400, "Error \"Argument [" + strange + "] is unknown or not found.\"");
        }
        if (!p.get("username").equals("suchi") || !p.get("password").equals("p&w")) {
            return new Answer(403, "Error \"Authentication failure for username:" + p.get("username") + "\"");
        }
        String id = UUID.randomUUID().toString();
        String text = content.equals("content") ? p.get(content) : ProviderForms.utf16(p.get(content));
        boolean reached = take("jasmin", p.get("to"), text, id);
        send(
                p.get("dlr-url"),
                FORM,
                ProviderForms.form("id", id, "message_status", "ESME_ROK", "level", "1"),
                "ACK/Jasmin",
                50);
        send(
                p.get("dlr-url"),
                FORM,
                ProviderForms.form(
                        "id",
                        id,
                        "message_status",
                        reached ? "DELIVRD" : "UNDELIV",
                        "level",
                        "3",
                        "donedate",
                        "2101150901"),
                "ACK/Jasmin",
                150);
        return new Answer(200, "Success \"" + id + "\"");
    }

    private Answer cdac(Map<String, String> p, String body, HttpExchange exchange) throws Exception {
        String type = p.getOrDefault("smsservicetype", "");
        boolean single = type.equals("singlemsg");
        String numbers = single ? "mobileno" : "bulkmobno";
        String strange = ProviderForms.strange(
                p, numbers, "username", "password", "senderid", "content", "smsservicetype", "templateid", "key");
        if (strange != null || !Set.of("singlemsg", "bulkmsg", "unicodemsg").contains(type)) {
            return new Answer(200, "ERROR : 415 " + strange);
        }
        String key = ProviderForms.hex("SHA-512", p.get("username") + p.get("senderid") + p.get("content") + "s3cure");
        if (!p.get("password").equals(ProviderForms.hex("SHA-1", "p&w"))) {
            return new Answer(200, "ERROR : 401 Invalid credentials");
        }
        if (!p.get("key").equals(key)) {
            return new Answer(200, "ERROR : 416 Hash mismatch");
        }
        String[] each = p.get(numbers).split(",");
        if (new TreeSet<>(Arrays.asList(each)).size() < each.length) {
            return new Answer(200, "ERROR : 406 Duplicate number");
        }
        String text = type.equals("unicodemsg")
                ? ENTITY.matcher(p.get("content")).replaceAll(m -> Character.toString(Integer.parseInt(m.group(1))))
                : p.get("content");
        String id = System.nanoTime() + "msdgsms";
        for (String number : each) {
            take("cdac", number, text, id);
        }
        return new Answer(200, "402,MsgID = " + id);
    }

    private Answer cdacReport(Map<String, String> p, String body, HttpExchange exchange) throws Exception {
        if (!p.get("userid").equals("suchi")
                || !p.get("password").equals(ProviderForms.hex("SHA-1", "p&w"))
                || !p.get("pwd_encrypted").equals("true")) {
            return new Answer(200, "You don't have access to this resource.");
        }
        StringBuilder rows = new StringBuilder();
        for (Taken one : taken) {
            if (one.id().equals(p.get("msgid"))) {
                rows.append(one.number())
                        .append(one.number().endsWith("9") ? ",FAILEDBYTELCO," : ",DELIVERED,")
                        .append("2021-01-15 09:00:05\n");
            }
        }
        return new Answer(200, rows.toString());
    }

    private Answer nic(Map<String, String> p, String body, HttpExchange exchange) {
        boolean unicode = "UC".equals(p.get("msgType"));
        boolean isLong = p.containsKey("concat");
        List<String> wanted = new ArrayList<>(
                List.of("username", "pin", "message", "mnumber", "signature", "dlt_entity_id", "dlt_template_id"));
        if (unicode) {
            wanted.add("msgType");
        }
        if (isLong) {
            wanted.add("concat");
        }
        String strange = ProviderForms.strange(p, wanted.toArray(String[]::new));
        String message = p.getOrDefault("message", "");
        if (strange != null || unicode && !message.startsWith("FEFF") || message.isEmpty()) {
            return new Answer(200, "Message Rejected for Request ID= ~code=API-3& info=REJECTED: " + strange + " ");
        }
        String text = unicode ? ProviderForms.utf16(message.substring(4)) : message;
        if (isLong != text.length() > (unicode ? 70 : 160)) {
            return new Answer(200, "Message Rejected for Request ID= ~code=API-4& info=REJECTED: length ");
        }
        take("nic", p.get("mnumber"), text, "");
        return new Answer(
                200,
                "Message Accepted for Request ID=" + System.nanoTime()
                        + "~code=API000 & info=Platform accepted & Time =2021-01-15 09:00:05");
    }

    private Answer exotel(Map<String, String> p, String body, HttpExchange exchange) {
        String strange = ProviderForms.strange(
                p,
                "From",
                "To",
                "Body",
                "EncodingType",
                "Priority",
                "StatusCallback",
                "CustomField",
                "SmsType",
                "DltEntityId",
                "DltTemplateId");
        if (!"Basic c3VjaGk6cCZ3".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Answer(401, "");
        }
        boolean unicode = p.getOrDefault("Body", "").chars().anyMatch(c -> c > 1000);
        if (strange != null || unicode != "unicode".equals(p.get("EncodingType"))) {
            return new Answer(400, "{\"RestException\":{\"Message\":\"" + strange + "\"}}");
        }
        String id = UUID.randomUUID().toString();
        boolean reached = take("exotel", p.get("To").substring(1), p.get("Body"), id);
        send(
                p.get("StatusCallback"),
                FORM,
                ProviderForms.form(
                        "SmsSid",
                        id,
                        "To",
                        p.get("To"),
                        "Status",
                        reached ? "sent" : "failed",
                        "DetailedStatus",
                        reached ? "DELIVERED_TO_HANDSET" : "FAILED_OTHER",
                        "DateSent",
                        "2021-01-15 09:00:05",
                        "CustomField",
                        p.get("CustomField")),
                "",
                100);
        return new Answer(200, "{\"SMSMessage\":{\"Sid\":\"" + id + "\",\"Status\":\"queued\"}}");
    }

    private Answer gupshup(Map<String, String> p, String body, HttpExchange exchange) {
        String strange = ProviderForms.strange(
                p,
                "method",
                "userid",
                "password",
                "send_to",
                "msg",
                "msg_type",
                "auth_scheme",
                "v",
                "format",
                "mask",
                "principalEntityId",
                "dltTemplateId");
        if (strange != null) {
            return new Answer(
                    200, "{\"response\":{\"id\":\"106\",\"details\":\"" + strange + "\",\"status\":\"error\"}}");
        }
        String id = System.nanoTime() + "-" + p.get("send_to");
        boolean reached = take("gupshup", p.get("send_to"), p.get("msg"), id);
        String number = p.get("send_to");
        // one in two by GET, the other in an array by POST
        if (taken.size() % 2 == 0) {
            String query = ProviderForms.form(
                    "externalId",
                    id,
                    "deliveredTS",
                    "1610681405000",
                    "status",
                    reached ? "SUCCESS" : "FAIL",
                    "cause",
                    reached ? "SUCCESS" : "ABSENT_SUBSCRIBER",
                    "phoneNo",
                    number);
            send(consoles.get("gupshup") + "?" + query, null, null, "", 100);
        } else {
            send(
                    consoles.get("gupshup"),
                    "application/json",
                    "[{\"externalId\":\"%s\",\"eventType\":\"%s\",\"eventTs\":1610681405000,\"destAddr\":\"%s\"}]"
                            .formatted(id, reached ? "DELIVERED" : "FAILED", number),
                    "",
                    100);
        }
        return new Answer(
                200,
                "{\"response\":{\"id\":\"%s\",\"phone\":\"%s\",\"details\":\"\",\"status\":\"success\"}}"
                        .formatted(id, number));
    }

    private Answer msg91(Map<String, String> p, String body, HttpExchange exchange) throws IOException {
        if (!"a0thkey".equals(exchange.getRequestHeaders().getFirst("authkey"))) {
            return new Answer(401, "{\"message\":\"Authentication failure\",\"type\":\"error\"}");
        }
        JsonNode flow = JSON.readTree(body);
        if (flow.path("template_id").asText().isEmpty()
                || !flow.path("recipients").isArray()) {
            return new Answer(400, "{\"message\":\"template_id is missing\",\"type\":\"error\"}");
        }
        String id = HexFormat.of().toHexDigits(System.nanoTime());
        List<String> reports = new ArrayList<>();
        for (JsonNode one : flow.path("recipients")) {
            String number = one.path("mobiles").asText();
            String text = one.path("VAR1").asText() + "|" + one.path("VAR2").asText() + "|"
                    + one.path("VAR3").asText();
            boolean reached = take("msg91", number, text, id);
            reports.add("{\"date\":\"2021-01-15 09:00:05\",\"number\":\"%s\",\"status\":\"%s\",\"desc\":\"%s\"}"
                    .formatted(number, reached ? "1" : "2", reached ? "DELIVERED" : "FAILED"));
        }
        String data = "[{\"requestId\":\"%s\",\"report\":[%s]}]".formatted(id, String.join(",", reports));
        // before the answer is read, as happens
        send(consoles.get("msg91"), FORM, ProviderForms.form("data", data), "", 0);
        return new Answer(200, "{\"message\":\"" + id + "\",\"type\":\"success\"}");
    }

    private Answer voice(Map<String, String> p, String body, HttpExchange exchange) throws IOException {
        JsonNode call = JSON.readTree(body);
        if (!"Bearer t0ken".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return new Answer(401, "{}");
        }
        String id = UUID.randomUUID().toString();
        take("voice-1", call.path("to").asText(), call.path("say").asText(), id);
        send(
                call.path("callback").asText(),
                "application/json",
                "{\"id\":\"%s\",\"reference\":\"%s\",\"status\":\"ANSWERED\",\"at\":\"2021-01-15T09:05:00+05:30\"}"
                        .formatted(id, call.path("reference").asText()),
                "",
                100);
        return new Answer(202, "{\"id\":\"" + id + "\"}");
    }

    /** @return whether the handset gets it */
    private boolean take(String gateway, String number, String text, String id) {
        taken.add(new Taken(gateway, number, text, id));
        return !number.endsWith("9");
    }

    private void send(String url, String type, String body, String wanted, long millis) {
        later.schedule(
                () -> {
                    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
                    if (body != null) {
                        request.header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body));
                    }
                    try {
                        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                        if (answer.statusCode() != 200 || !answer.body().equals(wanted)) {
                            System.err.println(url.replaceAll("[A-Z2-7]{26}", "…") + ": " + answer.statusCode());
                        }
                    } catch (IOException | InterruptedException e) {
                        System.err.println(e);
                    }
                },
                millis,
                TimeUnit.MILLISECONDS);
    }
}
