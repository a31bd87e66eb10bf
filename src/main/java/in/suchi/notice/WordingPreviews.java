package in.suchi.notice;

import in.suchi.site.CurrentTables;
import in.suchi.site.Site;
import in.suchi.time.DomainClock;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Each wording as the longest of its texts would be: with the longest short name of a site, before anybody is messaged. */
@Component
public class WordingPreviews {

    private static final LocalTime LONG_TIME = LocalTime.of(12, 30);

    /**
     * @param text as composed; null where it cannot be, then {@code problem} says why
     * @param site whose name is the longest
     * @param units characters as the operator counts them, in {@code parts} SMS
     * @param owed notices of this kind and language still to be sent
     */
    public record Preview(
            String kind,
            String language,
            String header,
            String templateId,
            String text,
            String problem,
            String site,
            String encoding,
            int units,
            int parts,
            long owed) {

        /** What is still to be paid for at most, in SMS parts. */
        public long partsOwed() {
            return owed * parts;
        }
    }

    private final CurrentTemplates templates;
    private final CurrentTables tables;
    private final TextComposer composer;
    private final JdbcClient jdbc;
    private final DomainClock clock;

    WordingPreviews(
            CurrentTemplates templates,
            CurrentTables tables,
            TextComposer composer,
            JdbcClient jdbc,
            DomainClock clock) {
        this.templates = templates;
        this.tables = tables;
        this.composer = composer;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public List<Preview> all() {
        Map<String, Long> owed = new HashMap<>();
        jdbc.sql("select kind || '/' || language, count(*) from notice where state in ('scheduled', 'queued')"
                        + " group by 1")
                .query(row -> {
                    owed.put(row.getString(1), row.getLong(2));
                });
        return templates.now().all().stream()
                .map(wording -> preview(wording, owed))
                .toList();
    }

    private Preview preview(SmsWording wording, Map<String, Long> owed) {
        boolean hindi = wording.language() == Language.HINDI;
        Comparator<Site> byLength =
                Comparator.comparingInt(site -> (hindi ? site.shortNameHi() : site.shortName()).length());
        Site longest = tables.now().sites().active().stream().max(byLength).orElse(null);
        String kind = wording.kind().wireName();
        String language = wording.language().code();
        long waiting = owed.getOrDefault(kind + "/" + language, 0L);
        if (longest == null) {
            return without(wording, "no site is active", waiting);
        }
        LocalDate date = clock.instant().atZone(DomainClock.ZONE).toLocalDate().plusDays(1);
        Composition composed =
                composer.compose(new TextComposer.Occasion(kind, language, longest.code(), date, LONG_TIME));
        if (composed instanceof Composition.Refused refused) {
            return without(wording, refused.message(), waiting);
        }
        SmsText text = (SmsText) composed;
        Segments segments = text.segments();
        return new Preview(
                kind,
                language,
                wording.template().header(),
                wording.template().templateId(),
                text.text(),
                null,
                hindi ? longest.shortNameHi() : longest.shortName(),
                segments.encoding().name(),
                segments.units(),
                segments.parts(),
                waiting);
    }

    private static Preview without(SmsWording wording, String problem, long waiting) {
        return new Preview(
                wording.kind().wireName(),
                wording.language().code(),
                wording.template().header(),
                wording.template().templateId(),
                null,
                problem,
                null,
                "",
                0,
                0,
                waiting);
    }
}
