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
import java.util.regex.Pattern;

/**
 * How a gateway's receipts look.
 *
 * @param by callback, or none where the gateway sends no receipts
 * @param url the address given to the gateway with each submit, with the placeholders of {@link Wording} and the
 *     gateway's own escapes (Kannel's {@code %d})
 * @param each a JSON pointer to a list of receipts in the body; null where each call holds one
 * @param reference where the hub's reference stands
 * @param rules what words mean; the first that fits decides, no other word is guessed at
 * @param word where the operator's own word stands
 * @param error where its error code or words stand
 * @param at where the time stands, the first that can be read
 * @param reply the body that the gateway wants in answer
 */
record ReceiptForm(
        By by,
        String url,
        String each,
        Place reference,
        List<Rule> rules,
        Place word,
        Place error,
        List<At> at,
        ZoneId zone,
        String reply) {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    enum By {
        CALLBACK,
        NONE
    }

    ReceiptForm {
        InvalidValue.present("by", by, "write callback or none");
        url = url == null ? "" : url;
        Wording.check("url", url);
        if (url.contains("{dlr-url}")) {
            throw new InvalidValue("url", url, "write {receipt-url} here: {dlr-url} is what this becomes");
        }
        rules = rules == null ? List.of() : List.copyOf(rules);
        at = at == null ? List.of() : List.copyOf(at);
        zone = zone == null ? ZoneId.of("Asia/Kolkata") : zone;
        reply = reply == null ? "" : reply;
        if (each != null) {
            Place.pointer("each", each);
        }
        if (by == By.CALLBACK) {
            InvalidValue.required("url", url, "write the receipts' address, usually beginning with {receipt-url}");
            InvalidValue.present("reference", reference, "say where the hub's reference stands");
            if (rules.stream().noneMatch(r -> r.means() == ReceiptState.DELIVRD)) {
                throw new InvalidValue("rules", null, "say at least which word means DELIVRD");
            }
        }
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
