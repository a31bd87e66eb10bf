package in.suchi.sandbox;

import com.sun.net.httpserver.Headers;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a sendsms request says, by GET parameters or by X-Kannel headers. The text stays as bytes: its charset is known
 * only together with the coding. A field that was not sent is null, one sent empty is empty.
 */
record KannelRequest(
        String username,
        String password,
        String from,
        String to,
        byte[] text,
        String charset,
        String coding,
        String dlrMask,
        String dlrUrl,
        String metaData) {

    static KannelRequest ofQuery(String rawQuery) {
        var values = parameters(rawQuery == null ? "" : rawQuery);
        return new KannelRequest(
                first(values, "username", "user"),
                first(values, "password", "pass"),
                first(values, "from"),
                first(values, "to"),
                values.get("text"),
                first(values, "charset"),
                first(values, "coding"),
                first(values, "dlr-mask"),
                first(values, "dlr-url"),
                first(values, "meta-data"));
    }

    static KannelRequest ofHeaders(Headers headers, String contentType, byte[] body) {
        return new KannelRequest(
                headers.getFirst("X-Kannel-Username"),
                headers.getFirst("X-Kannel-Password"),
                headers.getFirst("X-Kannel-From"),
                headers.getFirst("X-Kannel-To"),
                body,
                charsetOf(contentType),
                headers.getFirst("X-Kannel-Coding"),
                headers.getFirst("X-Kannel-DLR-Mask"),
                headers.getFirst("X-Kannel-DLR-Url"),
                headers.getFirst("X-Kannel-Meta-Data"));
    }

    /** A DLT parameter by a part of its name, from meta-data such as {@code ?smpp?PE_ID=…&TEMPLATE_ID=…}; or empty. */
    String dlt(String... nameParts) {
        if (metaData == null) {
            return "";
        }
        for (var entry :
                parameters(metaData.substring(metaData.lastIndexOf('?') + 1)).entrySet()) {
            for (var part : nameParts) {
                if (entry.getKey().toLowerCase(Locale.ROOT).contains(part)) {
                    return new String(entry.getValue(), StandardCharsets.UTF_8);
                }
            }
        }
        return "";
    }

    private static String charsetOf(String contentType) {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        return at < 0 ? null : contentType.substring(at + "charset=".length()).strip();
    }

    private static String first(Map<String, byte[]> values, String... names) {
        for (var name : names) {
            if (values.containsKey(name)) {
                return new String(values.get(name), StandardCharsets.UTF_8);
            }
        }
        return null;
    }

    private static Map<String, byte[]> parameters(String query) {
        var values = new HashMap<String, byte[]>();
        for (var pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        new String(unescaped(pair.substring(0, equals)), StandardCharsets.UTF_8),
                        unescaped(pair.substring(equals + 1)));
            }
        }
        return values;
    }

    /** URL decoding to bytes; a broken escape stays as it is. */
    private static byte[] unescaped(String text) {
        var bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%' && i + 2 < text.length() && hex(text, i + 1) >= 0) {
                bytes.write(hex(text, i + 1));
                i += 2;
            } else if (c == '+') {
                bytes.write(' ');
            } else {
                bytes.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static int hex(String text, int at) {
        int high = Character.digit(text.charAt(at), 16);
        int low = Character.digit(text.charAt(at + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }
}
