package in.suchi.session;

import in.suchi.config.CheckRun;
import in.suchi.config.ConfigurationCheck;
import in.suchi.site.ReferenceTables;
import in.suchi.site.Site;
import in.suchi.site.TableCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The plan: its rules and its list against the sites, and its places against the people. */
@Component
class PlanCheck implements ConfigurationCheck {

    private static final int SHOWN = 5;

    private final SessionSettings settings;

    PlanCheck(SessionSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean reloadable() {
        return true;
    }

    @Override
    public void check(CheckRun run) {
        ReferenceTables tables = TableCheck.tables(run).orElse(null);
        if (tables == null) {
            return;
        }
        PlanFiles files = new PlanFiles(tables);
        boolean listIsSound = list(run, files);
        run.attempt(() -> files.read(settings.rules(), listIsSound ? settings.list() : Path.of("")))
                .ifPresent(plan -> weigh(run, tables, plan));
    }

    /** Every row of the list that is wrong, not only the first. */
    private boolean list(CheckRun run, PlanFiles files) {
        if (!Files.exists(settings.list())) {
            return true;
        }
        List<SessionList.Problem> problems = files.list(settings.list()).problems();
        problems.forEach(p -> run.error(settings.list(), (int) p.line(), p.key(), p.value(), p.remedy()));
        return problems.isEmpty();
    }

    private void weigh(CheckRun run, ReferenceTables tables, Collection<PlannedSession> plan) {
        Path file = Files.exists(settings.rules()) ? settings.rules() : settings.list();
        List<PlannedSession> ahead = plan.stream()
                .filter(session -> !session.cancelled() && session.startsAt().isAfter(run.now()))
                .toList();
        if (ahead.isEmpty()) {
            run.yamlWarning(
                    file,
                    "rules[1].to",
                    plan.size() + " sessions, all over",
                    "nobody can be given an appointment: set from and to of a rule to days ahead");
            return;
        }
        long places = ahead.stream().mapToLong(PlannedSession::capacity).sum();
        run.people().ifPresent(people -> {
            if (places < people) {
                run.yamlWarning(
                        file,
                        "rules[1].capacity",
                        places + " places in " + ahead.size() + " sessions ahead",
                        (people - places) + " of " + people
                                + " people would wait: plan more days, more sites or a larger capacity");
            }
        });
        Set<String> planned = ahead.stream().map(PlannedSession::siteCode).collect(Collectors.toSet());
        List<String> idle = tables.sites().active().stream()
                .map(Site::code)
                .filter(code -> !planned.contains(code))
                .toList();
        if (!idle.isEmpty()) {
            run.yamlWarning(
                    file,
                    "rules[1].sites",
                    idle.size() + " active sites without a session ahead: "
                            + String.join(", ", idle.subList(0, Math.min(SHOWN, idle.size()))),
                    "people placed there go to the next site within " + settings.spillKm()
                            + " km, or wait: plan sessions there, or close the site in sites.csv");
        }
    }
}
