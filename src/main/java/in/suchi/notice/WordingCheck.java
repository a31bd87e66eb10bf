package in.suchi.notice;

import in.suchi.config.CheckRun;
import in.suchi.config.ConfigurationCheck;
import in.suchi.gateway.GatewayProfile;
import in.suchi.gateway.ProfileCheck;
import in.suchi.site.Site;
import in.suchi.site.TableCheck;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The wordings: each by itself, and with the real names of all sites before anybody is messaged. */
@Component
class WordingCheck implements ConfigurationCheck {

    /** The ids that the shipped wordings have, registered nowhere. */
    private static final String PLACEHOLDER_ID = "10000000000000";

    private static final int SHOWN = 3;

    private final DispatchSettings settings;

    WordingCheck(DispatchSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean reloadable() {
        return true;
    }

    @Override
    public void check(CheckRun run) {
        Path folder = run.config("sms");
        SmsTemplates.loadEach(folder, run).ifPresent(templates -> {
            ids(run, folder, templates);
            TableCheck.tables(run).ifPresent(tables -> {
                Collection<Site> sites = tables.sites().active();
                Map<Language, List<String>> names = Map.of(
                        Language.HINDI, sites.stream().map(Site::shortNameHi).toList(),
                        Language.ENGLISH, sites.stream().map(Site::shortName).toList());
                String helpLine = settings.variables().get(SmsVariable.HELP_LINE.wireName());
                templates.checkWithLongest(names, helpLine).forEach(check -> lengths(run, folder, check));
            });
        });
    }

    private static void ids(CheckRun run, Path folder, SmsTemplates templates) {
        Map<String, String> owners = new HashMap<>();
        templates.all().forEach(wording -> {
            Path file = folder.resolve(wording.kind().wireName() + ".yaml");
            String key = wording.language().code() + ".template-id";
            String id = wording.template().templateId();
            String owner =
                    wording.kind().wireName() + ".yaml " + wording.language().code();
            String other = owners.putIfAbsent(id, owner);
            if (other != null) {
                run.yamlError(
                        file,
                        key,
                        id,
                        other + " has this id too: each registered text has an id of its own; write the right one");
            }
            if (id.startsWith(PLACEHOLDER_ID) && !isSimulated(run)) {
                run.yamlWarning(
                        file,
                        key,
                        id,
                        "a placeholder, registered nowhere: operators block it; write the registered id");
            }
        });
    }

    private static boolean isSimulated(CheckRun run) {
        return run.property("suchi.clock.start") != null;
    }

    private static void lengths(CheckRun run, Path folder, TemplateCheck check) {
        Path file = folder.resolve(check.kind().wireName() + ".yaml");
        String key = check.language().code() + ".text";
        check.problems().stream().limit(SHOWN).forEach(problem -> run.yamlError(file, key, null, problem));
        if (check.problems().size() > SHOWN) {
            run.yamlError(file, key, null, (check.problems().size() - SHOWN) + " more of this kind");
        }
        if (check.longest() == null) {
            return;
        }
        int parts = check.longest().segments().parts();
        for (GatewayProfile profile : ProfileCheck.active(run)) {
            if (parts > profile.maxParts()) {
                run.yamlError(
                        file,
                        key,
                        parts + " parts with the longest names",
                        profile.name() + " takes at most " + profile.maxParts()
                                + " (max-parts): shorten the wording, or raise max-parts with the provider");
            }
        }
    }
}
