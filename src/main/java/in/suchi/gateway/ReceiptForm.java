package in.suchi.gateway;

import in.suchi.config.InvalidValue;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How a gateway's receipts look.
 *
 * @param by callback; report where the hub must ask for them; none where there are none
 * @param url the address given to the gateway with each submit, with the placeholders of {@link Wording} and the
 *     gateway's own escapes (Kannel's {@code %d})
 * @param bodyIn the form's field in which a JSON body stands; null where it is the body itself
 * @param each where the list of receipts stands in the body ({@code /events}), {@code *} for each element of a list
 *     ({@code /*} where the body is the list, {@code /*}{@code /report/*} for lists in a list: an element then also has the plain
 *     values of what it stands in); null where each call holds one
 * @param reference where the hub's reference stands, the first place that has one
 * @param id where the gateway's own id stands, for gateways that do not give the reference back
 * @param number where the number stands, for gateways that give several messages one id
 * @param rules what words mean; the first that fits decides, no other word is guessed at
 * @param word where the operator's own word stands
 * @param error where its error code or words stand
 * @param at where the time stands, the first that can be read
 * @param reply the body that the gateway wants in answer
 * @param report how they are asked for; null where the gateway calls
 */
record ReceiptForm(
        By by,
        String url,
        String bodyIn,
        String each,
        List<Place> reference,
        List<Place> id,
        List<Place> number,
        List<Rule> rules,
        List<Place> word,
        List<Place> error,
        List<At> at,
        ZoneId zone,
        String reply,
        ReportForm report) {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    enum By {
        CALLBACK,
        REPORT,
        NONE
    }

    ReceiptForm {
        InvalidValue.present("by", by, "write callback, report or none");
        url = url == null ? "" : url;
        Wording.check("url", url, Set.of());
        if (url.contains("{dlr-url}")) {
            throw new InvalidValue("url", url, "write {receipt-url} here: {dlr-url} is what this becomes");
        }
        rules = rules == null ? List.of() : List.copyOf(rules);
        at = at == null ? List.of() : List.copyOf(at);
        reference = reference == null ? List.of() : List.copyOf(reference);
        id = id == null ? List.of() : List.copyOf(id);
        number = number == null ? List.of() : List.copyOf(number);
        word = word == null ? List.of() : List.copyOf(word);
        error = error == null ? List.of() : List.copyOf(error);
        zone = zone == null ? ZoneId.of("Asia/Kolkata") : zone;
        reply = reply == null ? "" : reply;
        if (each != null && !each.startsWith("/")) {
            throw new InvalidValue("each", each, "write a JSON pointer such as /events, with * for each of a list");
        }
        if (by == By.CALLBACK) {
            InvalidValue.required("url", url, "write the receipts' address, usually beginning with {receipt-url}");
            if (reference.isEmpty() && id.isEmpty()) {
                throw new InvalidValue("reference", null, "say where the hub's reference stands, or the gateway's id");
            }
        }
        if ((by == By.REPORT) != (report != null)) {
            throw new InvalidValue("report", report, "say how receipts are asked for if they come by report, else not");
        }
        if (by != By.NONE && rules.stream().noneMatch(r -> r.means() == ReceiptState.DELIVRD)) {
            throw new InvalidValue("rules", null, "say at least which word means DELIVRD");
        }
    }

    boolean byId() {
        return by == By.REPORT || by == By.CALLBACK && reference.isEmpty();
    }

    /** A word (or a number) and what it means. */
    record Rule(String where, Pattern matches, ReceiptState means) {
        Rule {
            InvalidValue.required("where", where, "write a parameter's name, or a JSON pointer such as /status");
            InvalidValue.present("matches", matches, "write a regular expression for the word");
            Place.pointer("where", where);
            InvalidValue.present("means", means, "say what the word means, such as DELIVRD");
        }

        Place place() {
            return new Place(where, matches);
        }
    }

    /** Where a time stands and how it is written: epoch-seconds, epoch-millis, iso, or a pattern such as yyMMddHHmm. */
    record At(String where, Pattern matches, String format) {
        At {
            new Place(where, matches);
            InvalidValue.required("format", format, "write epoch-seconds, epoch-millis, iso or a pattern");
            formatter(format);
        }

        Place place() {
            return new Place(where, matches);
        }

        /** Empty where nothing can be read, or a time at which nobody sent an SMS: the receipt counts all the same. */
        Optional<Instant> read(String value, ZoneId zone) {
            try {
                return Optional.of(
                                switch (format) {
                                    case "epoch-seconds" -> Instant.ofEpochSecond(Long.parseLong(value));
                                    case "epoch-millis" -> Instant.ofEpochMilli(Long.parseLong(value));
                                    case "iso" -> OffsetDateTime.parse(value).toInstant();
                                    default ->
                                        LocalDateTime.parse(value, formatter(format))
                                                .atZone(zone)
                                                .toInstant();
                                })
                        .filter(at -> at.isAfter(EARLIEST) && at.isBefore(LATEST));
            } catch (DateTimeException | NumberFormatException e) {
                return Optional.empty();
            }
        }

        private static DateTimeFormatter formatter(String format) {
            if (format.startsWith("epoch-") || format.equals("iso")) {
                return DateTimeFormatter.ISO_OFFSET_DATE_TIME;
            }
            try {
                return DateTimeFormatter.ofPattern(format, Locale.ROOT);
            } catch (IllegalArgumentException e) {
                throw new InvalidValue("format", format, "write epoch-seconds, epoch-millis, iso or a pattern");
            }
        }
    }
}
