package in.suchi.sandbox;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Compares what lies at the gateway and in the districts' folders with the generator's own list of who there is. The hub's ledger is
 * not asked: whatever it believes, only what arrived counts.
 */
final class DrillComparison {

    private static final int SHOWN = 20;
    private static final String LEGACY_FONT = "name_krutidev";

    private final SandboxFolders folders;
    private final DrillOptions options;
    private final SmsOutcomes outcomes;
    private final List<String> differences = new ArrayList<>();
    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, List<ArrivedLists.Row>> listed;
    private final Map<String, List<ArrivedLists.Row>> called;
    private final Map<String, Integer> perSiteAndDate;
    private final List<DrillPlan.Day> days;

    private DrillComparison(SandboxFolders folders, DrillOptions options) {
        this.folders = folders;
        this.options = options;
        this.outcomes = SmsOutcomes.ordinary(options.seed());
        this.days = DrillPlan.read(folders);
        for (String what : List.of("persons", "on rosters", "waiting", "messages", "on call sheets")) {
            counts.put(what, 0);
        }
        ArrivedLists rosters = ArrivedLists.rosters(folders);
        ArrivedLists callSheets = ArrivedLists.callSheets(folders);
        differences.addAll(rosters.broken());
        differences.addAll(callSheets.broken());
        counts.put("on rosters", rosters.rows().size());
        counts.put("on call sheets", callSheets.rows().size());
        listed = rosters.byRegistration();
        called = callSheets.byRegistration();
        perSiteAndDate = rosters.perSiteAndDate();
    }

    static DrillComparison of(SandboxFolders folders, DrillOptions options) {
        DrillComparison comparison = new DrillComparison(folders, options);
        comparison.compareRosters();
        comparison.compareMessages();
        comparison.compareCallSheets();
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

    private void compareRosters() {
        Set<String> known = new HashSet<>();
        GeneratedPerson.each(folders.truth(), person -> {
            if (person.expected().isPerson()) {
                counts.merge("persons", 1, Integer::sum);
            }
            if (!person.expected().isPlaced()) {
                return;
            }
            known.add(person.registrationId());
            List<ArrivedLists.Row> rows = listed.getOrDefault(person.registrationId(), List.of());
            if (rows.isEmpty() && hadNoRoom(person)) {
                counts.merge("waiting", 1, Integer::sum);
                return;
            }
            if (rows.size() != 1) {
                differences.add(person.registrationId() + " is on " + rows.size() + " rosters instead of one");
                return;
            }
            ArrivedLists.Row row = rows.get(0);
            expect(person, "mobile", person.mobile(), row.mobile());
            // a name in a legacy font is not converted: the Latin one stands in (decision 1)
            expect(person, "name_hi", person.defect().equals(LEGACY_FONT) ? "" : person.nameHi(), row.nameHi());
            expect(person, "year_of_birth", person.yearOfBirth(), row.yearOfBirth());
            if (!person.siteCode().isEmpty() && !siteIsRight(person, row)) {
                differences.add(person.registrationId() + ": another site on the roster than was generated");
            }
        });
        listed.keySet().stream()
                .filter(id -> !known.contains(id))
                .forEach(id -> differences.add(id + " is on a roster, but is nobody to be placed"));
    }

    /** Nobody may wait while the own site has a seat left on any day of the plan. */
    private boolean hadNoRoom(GeneratedPerson person) {
        return days.stream().allMatch(day -> isFull(person.siteCode(), day));
    }

    /** The expected one, or, where that one is full on every day of the plan, another that it spilled to. */
    private boolean siteIsRight(GeneratedPerson person, ArrivedLists.Row row) {
        return person.siteCode().equals(row.sheet().siteCode())
                || days.stream().allMatch(day -> isFull(person.siteCode(), day));
    }

    private boolean isFull(String siteCode, DrillPlan.Day day) {
        return siteCode.isEmpty() || perSiteAndDate.getOrDefault(siteCode + " " + day.date(), 0) >= day.capacity();
    }

    private void expect(GeneratedPerson person, String what, String expected, String found) {
        if (!expected.equals(found)) {
            differences.add(person.registrationId() + ": another " + what + " on the roster than was generated");
        }
    }

    /** What the gateway took of one number: the days of the month its texts name, and how many messages. */
    private record Told(int messages, String text) {
        Told and(Told other) {
            return new Told(messages + other.messages, text.equals(other.text) ? text : text + "\n" + other.text);
        }
    }

    private void compareMessages() {
        Map<String, Integer> unanswered = unanswered();
        Map<String, Integer> perReference = new HashMap<>();
        Map<String, String> texts = new HashMap<>(); // the people of one slot have the same: kept once
        Map<String, Told> told = new HashMap<>();
        Map<String, Integer> excused = new HashMap<>();
        GatewayPeer.eachMessageIn(folders.gateway("kannel-1"), message -> {
            counts.merge("messages", 1, Integer::sum);
            String mobile = message.to().substring(Math.max(0, message.to().length() - 10));
            if (perReference.merge(message.reference(), 1, Integer::sum) > 1) {
                if (perReference.get(message.reference()) - 1 <= unanswered.getOrDefault(message.reference(), 0)) {
                    counts.merge("sent twice after no answer", 1, Integer::sum);
                    excused.merge(mobile, 1, Integer::sum);
                } else {
                    differences.add("reference " + message.reference() + " arrived "
                            + perReference.get(message.reference()) + " times");
                }
            }
            String text = texts.computeIfAbsent(message.text(), t -> t);
            told.merge(mobile, new Told(1, text), Told::and);
        });
        Map<String, Integer> owed = new HashMap<>();
        GeneratedPerson.each(folders.truth(), person -> {
            List<ArrivedLists.Row> rows = listed.getOrDefault(person.registrationId(), List.of());
            if (person.expected() != Expected.ACCEPTED || person.mobile().isEmpty() || rows.isEmpty()) {
                return;
            }
            owed.merge(person.mobile(), 1, Integer::sum);
            String day = Integer.toString(rows.get(0).sheet().date().getDayOfMonth());
            if (!told.containsKey(person.mobile())
                    || !told.get(person.mobile()).text().contains(day)) {
                differences.add(person.registrationId() + " was not told the day that is on the roster");
            }
        });
        owed.forEach((mobile, number) -> {
            int found = told.containsKey(mobile) ? told.get(mobile).messages() - excused.getOrDefault(mobile, 0) : 0;
            if (found != number) {
                differences.add(
                        "number ending in " + mobile.substring(6) + " got " + found + " messages instead of " + number);
            }
        });
        told.keySet().stream()
                .filter(mobile -> !owed.containsKey(mobile))
                .forEach(mobile -> differences.add(
                        "number ending in " + mobile.substring(6) + " got a message, but is nobody's to be told"));
    }

    private Map<String, Integer> unanswered() {
        Map<String, Integer> unanswered = new HashMap<>();
        if (options.gatewayErrors() == 0) {
            return unanswered;
        }
        try (Stream<String> lines = Files.lines(folders.unanswered())) {
            lines.map(line -> line.split(",")).forEach(line -> unanswered.put(line[0], Integer.valueOf(line[1])));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return unanswered;
    }

    private void compareCallSheets() {
        GeneratedPerson.each(folders.truth(), person -> {
            List<ArrivedLists.Row> rows = listed.getOrDefault(person.registrationId(), List.of());
            if (!person.expected().isPlaced() || rows.isEmpty()) {
                return;
            }
            String id = person.registrationId();
            boolean reached = !person.mobile().isEmpty() && outcomes.of(person.mobile()) == SmsOutcome.DELIVERED;
            List<ArrivedLists.Row> calls = called.getOrDefault(id, List.of());
            if (reached && !calls.isEmpty()) {
                differences.add(id + " was reached and is on a call sheet all the same");
            } else if (!reached && calls.size() != 1) {
                differences.add(id + " was not reached and is on " + calls.size() + " call sheets instead of one");
            } else if (!reached
                    && !calls.get(0)
                            .sheet()
                            .sessionId()
                            .equals(rows.get(0).sheet().sessionId())) {
                differences.add(id + " is on the call sheet of another session than on the roster");
            }
        });
    }
}
