package in.suchi.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.intake.CleanedRow;
import in.suchi.intake.ExtractColumns;
import in.suchi.intake.ExtractReader;
import in.suchi.intake.Registration;
import in.suchi.intake.RegistrationCleaner;
import in.suchi.person.Mobile;
import in.suchi.site.Finding;
import in.suchi.site.PlacementFinder;
import in.suchi.site.PlacementQuestion;
import in.suchi.site.ReferenceTables;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two independent minds on the same rows: what the generator did, and what the hub's cleaner and finder make of it. */
class GeneratorAgreesWithHubTest {
    private static final Path CONFIG = Path.of("config");
    private static final Clock EVE = Clock.fixed(Instant.parse("2021-01-13T15:30:00Z"), ZoneId.of("Asia/Kolkata"));

    @TempDir
    Path folder;

    private final RegistrationCleaner cleaner =
            new RegistrationCleaner(ExtractColumns.load(CONFIG.resolve("extract-columns.yaml")), EVE);
    private final PlacementFinder finder = PlacementFinder.over(ReferenceTables.load(CONFIG));

    @Test
    void onEveryRowWithOrWithoutDefect() {
        var extract = folder.resolve("extract.csv");
        var truth = folder.resolve("truth.csv");
        new PeopleGenerator(GeneratorPlaces.ofBihar(CONFIG))
                .generate(4_000, 20210116, GeneratorOptions.defaults().withDefectShare(0.4), extract, truth);

        assertThat(disagreements(extract, GeneratedPerson.read(truth))).isEmpty();
    }

    private List<String> disagreements(Path extract, List<GeneratedPerson> truth) {
        var found = new ArrayList<String>();
        var taken = new HashSet<String>();
        var expected = truth.iterator();
        try (var rows = ExtractReader.open(extract, ExtractColumns.load(CONFIG.resolve("extract-columns.yaml")))) {
            while (rows.hasNext()) {
                var row = rows.next();
                var person = expected.next();
                if (person.expected() == Expected.REPEATED) {
                    continue;
                }
                var outcome = outcome(cleaner.clean(row), person, taken);
                if (!outcome.isEmpty()) {
                    found.add(person + ": " + outcome + " from " + row.raw().subList(1, 14));
                }
            }
        }
        assertThat(expected).isExhausted();
        return found;
    }

    private String outcome(CleanedRow cleaned, GeneratedPerson person, Set<String> taken) {
        if (cleaned instanceof CleanedRow.Skipped) {
            return person.expected() == Expected.SKIPPED ? "" : "skipped";
        }
        if (cleaned instanceof CleanedRow.Rejected rejected) {
            return person.expected() == Expected.REJECTED ? "" : "rejected " + rejected.reason();
        }
        var it = ((CleanedRow.Accepted) cleaned).registration();
        if (!text(it.mobile()).equals(person.mobile())) {
            return "mobile " + text(it.mobile()) + " not " + person.mobile();
        }
        if (person.expected() == Expected.HELD) {
            boolean conflict = !taken.add(it.registrationId());
            return conflict || it.heldReason() != null || find(it) instanceof Finding.Held
                    ? ""
                    : "not held: " + find(it);
        }
        taken.add(it.registrationId());
        if (!(find(it) instanceof Finding.Placed placed) || it.heldReason() != null) {
            return "held " + it.heldReason() + " " + find(it);
        }
        if (!person.siteCode().isEmpty() && !placed.site().code().equals(person.siteCode())) {
            return "site " + placed.site().code() + ": " + placed.explanation();
        }
        if (!it.nameHi().equals(person.nameHi()) && !person.defect().equals("name_krutidev")) {
            return "Hindi name " + it.nameHi() + " not " + person.nameHi();
        }
        if (!it.name().equals(person.name())) {
            return "name " + it.name() + " not " + person.name();
        }
        if (!String.valueOf(it.yearOfBirth()).equals(person.yearOfBirth())) {
            return "year " + it.yearOfBirth() + " not " + person.yearOfBirth();
        }
        if (!it.registeredAt()
                .toInstant()
                .equals(OffsetDateTime.parse(person.registeredAt()).toInstant())) {
            return "registered " + it.registeredAt() + " not " + person.registeredAt();
        }
        return "";
    }

    private Finding find(Registration it) {
        return finder.find(new PlacementQuestion(
                it.postingFacility(),
                it.postingDistrict(),
                it.postingPincode(),
                it.postingPincodeProblem(),
                it.homePincode()));
    }

    private static String text(Mobile mobile) {
        return mobile == null ? "" : mobile.number();
    }
}
