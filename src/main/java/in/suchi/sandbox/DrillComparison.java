package in.suchi.sandbox;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Compares what lies at the gateway and in the districts' folders with the generator's own list of who there is. The hub's ledger is
 * not asked: whatever it believes, only what arrived counts.
 */
final class DrillComparison {

    private static final int SHOWN = 20;

    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> counts;

    private DrillComparison(Map<String, Integer> counts) {
        this.counts = counts;
    }

    /** @param seed of the drill: it decides how each handset fared */
    static DrillComparison of(SandboxFolders folders, long seed) {
        List<GeneratedPerson> truth = GeneratedPerson.read(folders.truth());
        ArrivedLists rosters = ArrivedLists.rosters(folders);
        ArrivedLists callSheets = ArrivedLists.callSheets(folders);
        List<SmsMessage> messages = GatewayPeer.messagesIn(folders.gateway("kannel-1"));
        DrillComparison comparison = new DrillComparison(Map.of(
                "persons",
                        (int) truth.stream()
                                .filter(person -> person.expected().isPerson())
                                .count(),
                "on rosters", rosters.rows().size(),
                "messages", messages.size(),
                "on call sheets", callSheets.rows().size()));
        comparison.differences.addAll(rosters.broken());
        comparison.differences.addAll(callSheets.broken());
        comparison.compareRosters(truth, rosters);
        comparison.compareMessages(truth, rosters, messages);
        comparison.compareCallSheets(truth, rosters, callSheets, SmsOutcomes.ordinary(seed));
        return comparison;
    }

    List<String> differences() {
        return List.copyOf(differences);
    }

    /** @return whether nothing differs */
    boolean print(PrintStream out) {
        out.println("drill: compared with the generator's own list: " + counts);
        differences.stream().limit(SHOWN).forEach(difference -> out.println("  differs: " + difference));
        if (differences.size() > SHOWN) {
            out.println("  … and " + (differences.size() - SHOWN) + " more");
        }
        return differences.isEmpty();
    }

    private void compareRosters(List<GeneratedPerson> truth, ArrivedLists rosters) {
        Map<String, List<ArrivedLists.Row>> byId = rosters.byRegistration();
        Set<String> known = new HashSet<>();
        for (GeneratedPerson person : truth) {
            if (!person.expected().isPlaced()) {
                continue;
            }
            known.add(person.registrationId());
            List<ArrivedLists.Row> rows = byId.getOrDefault(person.registrationId(), List.of());
            if (rows.size() != 1) {
                differences.add(person.registrationId() + " is on " + rows.size() + " rosters instead of one");
                continue;
            }
            ArrivedLists.Row row = rows.get(0);
            expect(person, "mobile", person.mobile(), row.cell("mobile"));
            expect(person, "name_hi", person.nameHi(), row.cell("name_hi"));
            expect(person, "year_of_birth", person.yearOfBirth(), row.cell("year_of_birth"));
            if (!person.siteCode().isEmpty()) {
                expect(person, "site", person.siteCode(), row.siteCode());
            }
        }
        byId.keySet().stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> differences.add(id + " is on a roster, but is nobody to be placed"));
    }

    private void expect(GeneratedPerson person, String what, String expected, String found) {
        if (!expected.equals(found)) {
            differences.add(person.registrationId() + ": another " + what + " on the roster than was generated");
        }
    }

    private void compareMessages(List<GeneratedPerson> truth, ArrivedLists rosters, List<SmsMessage> messages) {
        Map<String, Integer> owed = new HashMap<>();
        Map<String, List<ArrivedLists.Row>> byId = rosters.byRegistration();
        for (GeneratedPerson person : truth) {
            if (person.expected() == Expected.ACCEPTED && !person.mobile().isEmpty()) {
                owed.merge(person.mobile(), 1, Integer::sum);
            }
        }
        Map<String, List<SmsMessage>> sent = messages.stream().collect(Collectors.groupingBy(message -> message.to()
                .substring(Math.max(0, message.to().length() - 10))));
        owed.forEach((mobile, number) -> {
            int found = sent.getOrDefault(mobile, List.of()).size();
            if (found != number) {
                differences.add(
                        "number ending in " + mobile.substring(6) + " got " + found + " messages instead of " + number);
            }
        });
        sent.keySet().stream()
                .filter(mobile -> !owed.containsKey(mobile))
                .forEach(mobile -> differences.add(
                        "number ending in " + mobile.substring(6) + " got a message, but is nobody's to be told"));
        messages.stream()
                .collect(Collectors.groupingBy(SmsMessage::reference, Collectors.counting()))
                .forEach((reference, number) -> {
                    if (number > 1) {
                        differences.add("reference " + reference + " arrived " + number + " times");
                    }
                });
        for (GeneratedPerson person : truth) {
            if (person.expected() == Expected.ACCEPTED && !person.mobile().isEmpty()) {
                byId.getOrDefault(person.registrationId(), List.of()).stream()
                        .limit(1)
                        .forEach(row -> {
                            boolean told = sent.getOrDefault(person.mobile(), List.of()).stream()
                                    .anyMatch(message -> message.text()
                                            .contains(
                                                    Integer.toString(row.date().getDayOfMonth())));
                            if (!told) {
                                differences.add(
                                        person.registrationId() + " was not told the day that is on the roster");
                            }
                        });
            }
        }
    }

    private void compareCallSheets(
            List<GeneratedPerson> truth, ArrivedLists rosters, ArrivedLists callSheets, SmsOutcomes outcomes) {
        Map<String, List<ArrivedLists.Row>> calls = callSheets.byRegistration();
        Map<String, ArrivedLists.Row> listed = rosters.rows().stream()
                .collect(Collectors.toMap(
                        ArrivedLists.Row::registrationId, Function.identity(), (first, second) -> first));
        for (GeneratedPerson person : truth) {
            if (!person.expected().isPlaced() || !listed.containsKey(person.registrationId())) {
                continue;
            }
            boolean reached = !person.mobile().isEmpty() && outcomes.of(person.mobile()) == SmsOutcome.DELIVERED;
            List<ArrivedLists.Row> rows = calls.getOrDefault(person.registrationId(), List.of());
            if (reached && !rows.isEmpty()) {
                differences.add(person.registrationId() + " was reached and is on a call sheet all the same");
            } else if (!reached && rows.size() != 1) {
                differences.add(person.registrationId() + " was not reached and is on " + rows.size()
                        + " call sheets instead of one");
            } else if (!reached
                    && !rows.get(0)
                            .sessionId()
                            .equals(listed.get(person.registrationId()).sessionId())) {
                differences.add(
                        person.registrationId() + " is on the call sheet of another session than on the roster");
            }
        }
    }
}
