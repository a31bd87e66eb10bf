package in.suchi.sandbox;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/** A Kannel dlr-url: where the sender's reference is in it, and its escapes replaced by a receipt's values. */
record DlrUrl(String template) {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Set<String> REFERENCE_NAMES = Set.of("ref", "reference", "attempt");
    private static final ZoneId INDIA = ZoneId.of("Asia/Kolkata");

    /** What a receipt says: Kannel's status bit, the operator's words, its message id, the two numbers, the time. */
    record Report(int status, String reply, String foreignId, String sender, String receiver, Instant at) {}

    /** The sender's reference: the parameter ref, reference or attempt, else the last part of the path; may be empty. */
    String reference() {
        int question = template.indexOf('?');
        if (question >= 0) {
            for (var pair : template.substring(question + 1).split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && REFERENCE_NAMES.contains(pair.substring(0, equals))) {
                    return decoded(pair.substring(equals + 1));
                }
            }
        }
        var path = question >= 0 ? template.substring(0, question) : template;
        return decoded(path.substring(path.lastIndexOf('/') + 1));
    }

    /** @throws IllegalArgumentException when what comes out is no address */
    URI with(Report report) {
        var url = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '%' && i + 1 < template.length()) {
                var value = value(template.charAt(i + 1), report);
                if (value != null) {
                    url.append(value);
                    i++;
                    continue;
                }
            }
            url.append(c);
        }
        return URI.create(url.toString());
    }

    private static String value(char escape, Report report) {
        return switch (escape) {
            case 'd' -> String.valueOf(report.status());
            case 'A' -> encoded(report.reply());
            case 'F' -> encoded(report.foreignId());
            case 'i' -> "SANDBOX";
            case 'n' -> "sendsms";
            case 'p' -> encoded(report.sender());
            case 'P' -> encoded(report.receiver());
            case 't' -> encoded(TIME.format(report.at().atZone(INDIA)));
            case 'T' -> String.valueOf(report.at().getEpochSecond());
            case '%' -> "%";
            default -> null;
        };
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
