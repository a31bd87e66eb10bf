package in.suchi.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class PeopleGeneratorTest {
    private static final int MOBILE = 5;
    private static final int HOME = 9;
    private static final int FACILITY = 10;
    private static final int DISTRICT = 11;
    private static final int POSTING = 12;

    @TempDir
    Path folder;

    private final GeneratorPlaces places = TestPlaces.threeDistricts();
    private final PeopleGenerator generator = new PeopleGenerator(places);

    @Test
    void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
        generator.generate(
                2_000, 7, GeneratorOptions.defaults(), folder.resolve("a.csv"), folder.resolve("a-truth.csv"));
        new PeopleGenerator(TestPlaces.threeDistricts())
                .generate(
                        2_000, 7, GeneratorOptions.defaults(), folder.resolve("b.csv"), folder.resolve("b-truth.csv"));
        generator.generate(
                2_000, 8, GeneratorOptions.defaults(), folder.resolve("c.csv"), folder.resolve("c-truth.csv"));

        assertThat(folder.resolve("b.csv")).hasSameBinaryContentAs(folder.resolve("a.csv"));
        assertThat(folder.resolve("b-truth.csv")).hasSameBinaryContentAs(folder.resolve("a-truth.csv"));
        assertThat(Files.mismatch(folder.resolve("a.csv"), folder.resolve("c.csv")))
                .isNotEqualTo(-1);
    }

    @Test
    void eachRowOfTheExtractHasItsTruthAndTheSummaryCountsThem() {
        var made = make(3_000, 1, GeneratorOptions.defaults());

        assertThat(made.rows).hasSameSizeAs(made.truth).hasSize(made.summary.rows());
        assertThat(made.header).containsExactly(PeopleGenerator.COLUMNS);
        for (int i = 0; i < made.rows.size(); i++) {
            assertThat(made.truth.get(i).row()).isEqualTo(i + 1);
            if (made.truth.get(i).expected() != Expected.SKIPPED) {
                assertThat(made.rows.get(i).getField(0))
                        .isEqualTo(made.truth.get(i).registrationId());
            }
        }
        var counted = made.truth.stream()
                .collect(Collectors.groupingBy(GeneratedPerson::expected, Collectors.summingInt(p -> 1)));
        assertThat(counted).isEqualTo(made.summary.expected());
        assertThat(made.summary.count(Expected.SKIPPED)).isEqualTo(2);
        assertThat(made.summary.persons() + made.summary.count(Expected.REJECTED))
                .isEqualTo(3_000);
    }

    @Test
    void allFortyEightDefectsComeUpAndTheirShareIsKept() {
        var made = make(20_000, 3, GeneratorOptions.defaults());
        var defects = new HashMap<>(made.summary.defects());
        assertThat(defects.remove("repeated_row")).isEqualTo(made.summary.count(Expected.REPEATED));
        assertThat(defects.keySet())
                .isEqualTo(Arrays.stream(Defect.values()).map(Defect::code).collect(Collectors.toSet()))
                .hasSize(48);
        assertThat(defects.values().stream().mapToInt(n -> n).sum()).isBetween(500, 700);
        assertThat(made.summary.count(Expected.REPEATED)).isBetween(20, 65);
        assertThat(made.truth.stream().filter(p -> !p.duplicateOf().isEmpty())).hasSizeBetween(50, 120);
    }

    @Test
    void aFaultlessExtractHoldsOnlyAcceptedRowsPlacedByWhatIsTyped() {
        var made = make(3_000, 5, GeneratorOptions.faultless());
        assertThat(made.summary.expected()).containsOnlyKeys(Expected.ACCEPTED);
        assertThat(made.truth).allSatisfy(p -> {
            assertThat(p.mobile()).matches("61\\d{8}");
            assertThat(p.district()).isIn(TestPlaces.DISTRICTS);
        });
        long named = made.truth.stream()
                .filter(p -> {
                    var row = made.rows.get(p.row() - 1);
                    return TestPlaces.SITES.stream()
                            .anyMatch(s -> s.code().equals(p.siteCode())
                                    && s.name().equals(row.getField(FACILITY))
                                    && s.district().equals(p.district()));
                })
                .count();
        assertThat(named).isBetween(1_200L, 1_700L);
    }

    @Test
    void postingsCanBeKeptToSomeDistricts() {
        var made = make(1_000, 5, GeneratorOptions.defaults().withDistricts(Set.of("Gaya")));
        assertThat(made.truth.stream().filter(p -> p.expected().isPlaced()).map(GeneratedPerson::district))
                .containsOnly("Gaya");
        assertThatThrownBy(() -> make(10, 5, GeneratorOptions.defaults().withDistricts(Set.of("Atlantis"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Atlantis");
    }

    @Test
    void aSecondPersonUnderATakenIdDiffersInNameAndYearAndIsHeld() {
        var made = make(20_000, 11, GeneratorOptions.defaults());
        var first = new HashMap<String, GeneratedPerson>();
        int conflicts = 0;
        for (var person : made.truth) {
            if (person.defect().equals("dup_registration_id")) {
                var other = first.get(person.registrationId());
                assertThat(other.expected()).isEqualTo(Expected.ACCEPTED);
                assertThat(other.name()).isNotEqualTo(person.name());
                assertThat(other.yearOfBirth()).isNotEqualTo(person.yearOfBirth());
                assertThat(person.expected()).isEqualTo(Expected.HELD);
                conflicts++;
            } else if (person.expected() != Expected.REPEATED && person.expected() != Expected.SKIPPED) {
                assertThat(first.put(person.registrationId(), person)).isNull();
            }
        }
        assertThat(conflicts).isPositive();
    }

    @Test
    void aRepeatedRowIsFollowedByTheOneThatCounts() {
        var made = make(20_000, 13, GeneratorOptions.defaults());
        var repeated = made.truth.stream()
                .filter(p -> p.expected() == Expected.REPEATED)
                .toList();
        assertThat(repeated).isNotEmpty().allSatisfy(p -> assertThat(made.truth.stream()
                        .filter(q -> q.registrationId().equals(p.registrationId()) && q.row() > p.row()))
                .singleElement()
                .satisfies(last -> {
                    assertThat(last.expected()).isEqualTo(Expected.ACCEPTED);
                    assertThat(last.name()).isEqualTo(p.name());
                }));
    }

    @Test
    void noMobileBelongsToMoreThanFourPeople() {
        var made = make(20_000, 17, GeneratorOptions.defaults());
        var people = new HashMap<String, Set<String>>();
        made.truth.stream()
                .filter(p -> p.expected().isPerson() && !p.mobile().isEmpty())
                .forEach(p -> people.computeIfAbsent(p.mobile(), k -> new HashSet<>())
                        .add(p.duplicateOf().isEmpty() ? p.registrationId() : p.duplicateOf()));
        assertThat(people.values()).allSatisfy(owners -> assertThat(owners).hasSizeLessThanOrEqualTo(4));
        assertThat(people.values()).anySatisfy(owners -> assertThat(owners).hasSizeGreaterThan(1));
    }

    @Test
    void aPincodeLostFromThePostingHoldsOnlyThoseWhomNothingElsePlaces() {
        var made = make(8_000, 19, GeneratorOptions.defaults().withDefectShare(0.5));
        Map<String, GeneratedPerson> byId = made.truth.stream()
                .filter(p -> p.expected() != Expected.SKIPPED)
                .collect(Collectors.toMap(p -> p.row() + "", Function.identity()));
        int heldWithAwayHome = 0;
        for (var person : byId.values()) {
            var row = made.rows.get(person.row() - 1);
            if (person.defect().equals("pin_5digits") && person.expected() == Expected.HELD) {
                assertThat(row.getField(POSTING)).hasSize(5);
                assertThat(places.liesIn(row.getField(HOME), row.getField(DISTRICT)))
                        .isFalse();
                heldWithAwayHome++;
            }
            if (person.defect().startsWith("pin_") && person.expected() == Expected.ACCEPTED) {
                assertThat(person.district()).isNotEmpty();
            }
            if (person.defect().equals("district_conflict")) {
                assertThat(person.expected()).isEqualTo(Expected.HELD);
                assertThat(places.liesIn(row.getField(POSTING), row.getField(DISTRICT)))
                        .isFalse();
            }
            if (person.expected() == Expected.NO_SMS) {
                assertThat(person.mobile()).isEmpty();
                assertThat(row.getField(MOBILE)).doesNotMatch("6\\d{9}");
            }
        }
        assertThat(heldWithAwayHome).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/cases/kruti-dev.csv", numLinesToSkip = 1)
    void hindiIsTypedInTheLegacyFontAsRegistriesDo(String devanagari, String typed) {
        assertThat(KrutiDev.of(devanagari)).isEqualTo(typed);
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/cases/registration-times.csv", numLinesToSkip = 1)
    void timesAreWrittenAsRegistriesDo(long seconds, String iso, String dayMonthYear, String serial) {
        assertThat(IndianTime.iso(seconds)).isEqualTo(iso);
        assertThat(IndianTime.dayMonthYear(seconds)).isEqualTo(dayMonthYear);
        assertThat(IndianTime.serial(seconds)).isEqualTo(serial);
    }

    private record Made(
            PeopleGenerator.Summary summary, String[] header, List<CsvRecord> rows, List<GeneratedPerson> truth) {}

    private Made make(int people, long seed, GeneratorOptions options) {
        var extract = folder.resolve("extract.csv");
        var truth = folder.resolve("truth.csv");
        var summary = generator.generate(people, seed, options, extract, truth);
        try (var reader = CsvReader.builder().ofCsvRecord(extract, StandardCharsets.UTF_8)) {
            var all = reader.stream().toList();
            return new Made(
                    summary,
                    all.get(0).getFields().toArray(String[]::new),
                    all.subList(1, all.size()),
                    GeneratedPerson.read(truth));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
