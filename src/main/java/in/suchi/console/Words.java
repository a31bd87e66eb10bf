package in.suchi.console;

import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.ULocale;
import in.suchi.ledger.Masking;
import in.suchi.time.DomainClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;

/** What templates ask for beyond plain messages: words of the ledger, numbers and times as they are read in India. */
final class Words {

    private final MessageSource messages;
    private final Locale locale;
    private final NumberFormat numbers;

    Words(MessageSource messages, Locale locale) {
        this.messages = messages;
        this.locale = isHindi(locale) ? Locale.forLanguageTag("hi") : Locale.ENGLISH;
        this.numbers = NumberFormat.getInstance(new ULocale(isHindi(locale) ? "hi_IN@numbers=latn" : "en_IN"));
    }

    static boolean isHindi(Locale locale) {
        return "hi".equals(locale.getLanguage());
    }

    public boolean hindi() {
        return isHindi(locale);
    }

    /** The word of a state, basis or reason; for one the bundle lacks, the ledger's own word. */
    public String of(String group, Object key) {
        return key == null ? "" : messages.getMessage(group + "." + key, null, key.toString(), locale);
    }

    /** A whole sentence by its key. */
    public String say(String key, Object... arguments) {
        return messages.getMessage(key, arguments, locale);
    }

    /** 469000 as 4,69,000. */
    public String number(Number value) {
        return value == null ? "" : numbers.format(value);
    }

    /** Date and time, e.g. Wed 13 Jan 2021, 21:00. */
    public String time(Object at) {
        return written(at, "EEE d MMM yyyy, HH:mm");
    }

    /** Date and time where the year is plain, e.g. 13 Jan, 21:00. */
    public String shortTime(Object at) {
        return written(at, "d MMM, HH:mm");
    }

    /** E.g. Sat 16 Jan 2021. */
    public String date(Object at) {
        return written(at, "EEE d MMM yyyy");
    }

    /** E.g. 16 Jan. */
    public String dayOfMonth(Object at) {
        return written(at, "d MMM");
    }

    /** E.g. Saturday 16 January 2021. */
    public String day(Object at) {
        return written(at, "EEEE d MMMM yyyy");
    }

    /** What a stop stops: {@code all}, {@code gateway:kannel-1}, {@code district:patna} … in words. */
    public String scope(String scope) {
        int colon = scope.indexOf(':');
        return colon < 0 ? of("scope", scope) : say("scope." + scope.substring(0, colon), scope.substring(colon + 1));
    }

    /** E.g. 09:00. */
    public String hour(Object at) {
        return written(at, "HH:mm");
    }

    private String written(Object at, String pattern) {
        TemporalAccessor moment =
                at instanceof Instant instant ? instant.atZone(DomainClock.ZONE) : (TemporalAccessor) at;
        if (moment instanceof OffsetDateTime offset) {
            moment = offset.atZoneSameInstant(DomainClock.ZONE);
        }
        if (moment instanceof LocalDate date) {
            moment = date.atStartOfDay(DomainClock.ZONE);
        }
        return moment == null
                ? ""
                : DateTimeFormatter.ofPattern(pattern, locale).format(moment);
    }

    /** How long, in the two largest units, e.g. 1 d 4 h, 35 min. */
    public String span(Duration duration) {
        if (duration == null) {
            return "";
        }
        Duration span = duration.abs();
        if (span.toDays() > 0) {
            return say("span.days", number(span.toDays()), span.toHoursPart());
        }
        if (span.toHours() > 0) {
            return say("span.hours", span.toHours(), span.toMinutesPart());
        }
        return span.toMinutes() > 0
                ? say("span.minutes", span.toMinutes())
                : say("span.seconds", Math.max(span.toSeconds(), 1));
    }

    /** A mobile of which only the last four digits are shown. */
    public String masked(String mobile) {
        return Masking.mask(mobile);
    }

    /** A key for one form as it is drawn now; sent twice, it is carried out once. */
    public String once() {
        return UUID.randomUUID().toString();
    }
}
