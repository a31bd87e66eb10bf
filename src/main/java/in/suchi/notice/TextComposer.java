package in.suchi.notice;

import in.suchi.site.CurrentTables;
import in.suchi.site.Site;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Composes the texts of notices from the wordings, the sites' short names and the sessions. */
@Component
class TextComposer {

    private final CurrentTemplates templates;
    private final CurrentTables tables;
    private final DispatchSettings settings;

    TextComposer(CurrentTemplates templates, CurrentTables tables, DispatchSettings settings) {
        this.templates = templates;
        this.tables = tables;
        this.settings = settings;
    }

    /** Everything a text depends on: people of one slot have the same. */
    record Occasion(String kind, String language, String siteCode, LocalDate date, LocalTime slot) {}

    Composition compose(Occasion occasion) {
        NoticeKind kind = NoticeKind.ofWireName(occasion.kind()).orElseThrow();
        SmsTemplates wordings = templates.now();
        Language language =
                wordings.written(kind, Language.ofCode(occasion.language()).orElse(Language.DEFAULT));
        Site site = tables.now().sites().find(occasion.siteCode()).orElse(null);
        if (site == null) {
            return new Composition.Refused(
                    "variable-missing",
                    "site %s of a session is not in config/sites.csv: add it there".formatted(occasion.siteCode()));
        }
        Map<String, String> values = new LinkedHashMap<>(settings.variables());
        String shortName = language == Language.HINDI ? site.shortNameHi() : site.shortName();
        values.putAll(SmsVariable.values(language, shortName, occasion.date(), occasion.slot()));
        return wordings.compose(kind, language, values);
    }
}
