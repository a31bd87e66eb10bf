package in.suchi.session;

import in.suchi.config.ConfigurationProblem;
import in.suchi.config.StrictYaml;
import in.suchi.site.District;
import in.suchi.site.DistrictTable;
import in.suchi.site.ReferenceTables;
import in.suchi.site.Site;
import in.suchi.site.SiteTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Expands the plan's files to sessions; refuses the whole plan for one thing wrong in it, naming file, place and remedy. */
final class PlanFiles {

    private final SiteTable sites;
    private final DistrictTable districts;

    PlanFiles(ReferenceTables tables) {
        this.sites = tables.sites();
        this.districts = tables.districts();
    }

    /**
     * @return all sessions of the plan, each id once
     * @throws ConfigurationProblem for the first thing wrong
     */
    Collection<PlannedSession> read(Path rulesFile, Path listFile) {
        Map<String, PlannedSession> plan = new LinkedHashMap<>();
        boolean list = Files.isRegularFile(listFile);
        if (!list || Files.exists(rulesFile)) {
            SessionRules rules = StrictYaml.read(rulesFile, SessionRules.class, name -> null);
            for (int i = 0; i < rules.rules().size(); i++) {
                expand(rules.rules().get(i), rulesFile, "rules[" + (i + 1) + "]", plan);
            }
        }
        if (list) {
            SessionList.Content content = list(listFile);
            if (!content.problems().isEmpty()) {
                SessionList.Problem first = content.problems().get(0);
                throw new ConfigurationProblem(
                        listFile, (int) first.line(), first.key(), first.value(), first.remedy());
            }
            content.sessions().forEach(session -> plan.put(session.sessionId(), session));
        }
        return plan.values();
    }

    /** What the list holds: its sessions, and all that is wrong with it. */
    SessionList.Content list(Path listFile) {
        return new SessionList(sites, this::slugOf).read(listFile);
    }

    private void expand(SessionRule rule, Path file, String place, Map<String, PlannedSession> plan) {
        List<Site> where = sitesOf(rule, file, place);
        if (where.isEmpty()) {
            throw ConfigurationProblem.inYaml(
                    file, place + ".sites", String.join(", ", rule.sites()), "no active site is left: widen the rule");
        }
        Set<java.time.DayOfWeek> days = rule.days();
        for (LocalDate date = rule.firstDate(); !date.isAfter(rule.lastDate()); date = date.plusDays(1)) {
            if (!days.contains(date.getDayOfWeek())) {
                continue;
            }
            for (Site site : where) {
                PlannedSession session = new PlannedSession(
                        PlannedSession.idOf(site.code(), date, rule.startTime()),
                        site.code(),
                        slugOf(site),
                        date,
                        PlannedSession.at(date, rule.startTime()),
                        PlannedSession.at(date, rule.endTime()),
                        rule.capacity(),
                        rule.slotMinutes(),
                        rule.categories(),
                        false,
                        "rule");
                plan.put(session.sessionId(), session);
            }
        }
    }

    private List<Site> sitesOf(SessionRule rule, Path file, String place) {
        Set<Integer> only = new TreeSet<>();
        for (String name : rule.districts()) {
            only.add(districts
                    .find(name)
                    .map(District::lgd)
                    .orElseThrow(() -> ConfigurationProblem.inYaml(
                            file,
                            place + ".districts",
                            name,
                            "no such district: correct it or add it to districts.csv")));
        }
        List<Site> named = new ArrayList<>();
        if (rule.isAllActive()) {
            named.addAll(sites.active());
        } else {
            for (String code : rule.sites()) {
                Site site = sites.find(code)
                        .orElseThrow(() -> ConfigurationProblem.inYaml(
                                file,
                                place + ".sites",
                                code,
                                "no such site: correct the code or add the site to sites.csv"));
                if (!site.active()) {
                    throw ConfigurationProblem.inYaml(
                            file, place + ".sites", code, "the site is not active: activate it in sites.csv first");
                }
                named.add(site);
            }
        }
        return named.stream()
                .filter(site -> only.isEmpty() || only.contains(site.districtLgd()))
                .collect(Collectors.toList());
    }

    String slugOf(Site site) {
        return districts
                .byLgd(site.districtLgd())
                .map(District::slug)
                .orElseThrow(() -> new IllegalStateException("site " + site.code() + " is in no known district"));
    }
}
