package in.suchi.intake;

import in.suchi.csv.CsvWriter;
import in.suchi.person.Pincode;
import in.suchi.site.PlacementFinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Cleans and places an extract as a load would into an empty ledger, and stores and sends nothing: one line of outcome
 * for each row. The extract is read up to three times, so that an earlier row of a person can be told as repeated; what is
 * kept in memory is its ids.
 */
public final class DryRun {

    static final List<String> COLUMNS = List.of(
            "line",
            "registration_id",
            "outcome",
            "reason",
            "name",
            "name_hi",
            "year_of_birth",
            "mobile",
            "home_pincode",
            "posting_pincode",
            "basis",
            "site_code",
            "explanation");

    /** What became of a row. */
    public enum Outcome {
        ACCEPTED,
        HELD,
        REJECTED,
        REPEATED,
        SKIPPED;

        /** The word in the outcome file. */
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The count of it.
     *
     * @param rows records after the header, each in exactly one outcome
     * @param truncation why the extract seems to be cut off
     */
    public record Summary(long rows, Map<Outcome, Long> byOutcome, Optional<String> truncation) {

        @Override
        public String toString() {
            return rows + " rows: "
                    + Arrays.stream(Outcome.values())
                            .map(outcome -> byOutcome.getOrDefault(outcome, 0L) + " " + outcome.wire())
                            .collect(Collectors.joining(", "));
        }
    }

    private final ExtractColumns columns;
    private final RegistrationCleaner cleaner;
    private final PlacementFinder finder;

    /** @param clock decides who is a minor where a registration has no usable date */
    public DryRun(ExtractColumns columns, PlacementFinder finder, Clock clock) {
        this.columns = columns;
        this.cleaner = new RegistrationCleaner(columns, clock);
        this.finder = finder;
    }

    /**
     * Reads the extract and writes the outcome, which appears under its name only when it is whole.
     *
     * @throws UnreadableExtract if the extract as a whole cannot be used
     * @throws UncheckedIOException if the outcome cannot be written
     */
    public Summary run(Path extract, Path outcome) {
        Map<Long, Twins.Sorted> twins = twins(extract);
        Path part = outcome.resolveSibling(outcome.getFileName() + ".part");
        try {
            Summary summary;
            try (ExtractReader reader = ExtractReader.open(extract, columns);
                    CsvWriter csv = CsvWriter.to(part, COLUMNS)) {
                summary = write(reader, twins, csv);
            }
            Files.move(part, outcome, StandardCopyOption.REPLACE_EXISTING);
            return summary;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + outcome, e);
        }
    }

    private Summary write(ExtractReader reader, Map<Long, Twins.Sorted> twins, CsvWriter csv) {
        Map<Outcome, Long> counts = new TreeMap<>();
        long rows = 0;
        while (reader.hasNext()) {
            CleanedRow row = cleaner.clean(reader.next());
            rows++;
            counts.merge(write(row, twins.get(row.line()), csv), 1L, Long::sum);
        }
        return new Summary(rows, Map.copyOf(counts), reader.truncation());
    }

    private Outcome write(CleanedRow row, Twins.Sorted twin, CsvWriter csv) {
        if (row instanceof CleanedRow.Rejected rejected) {
            csv.write(cells(
                    rejected.line(),
                    rejected.registrationId(),
                    Outcome.REJECTED,
                    rejected.reason(),
                    null,
                    null,
                    rejected.message()));
            return Outcome.REJECTED;
        }
        if (row instanceof CleanedRow.Accepted accepted) {
            return write(accepted.line(), accepted.registration(), twin, csv);
        }
        CleanedRow.Skipped skipped = (CleanedRow.Skipped) row;
        csv.write(cells(
                skipped.line(), "", Outcome.SKIPPED, skipped.reason(), null, null, "The row is no registration."));
        return Outcome.SKIPPED;
    }

    private Outcome write(long line, Registration registration, Twins.Sorted twin, CsvWriter csv) {
        String id = registration.registrationId();
        if (twin != null && twin.repeated()) {
            String why = "A later row of the file speaks of the same person and counts instead.";
            csv.write(cells(line, id, Outcome.REPEATED, "repeated-in-file", registration, null, why));
            return Outcome.REPEATED;
        }
        if (registration.withdrawn() && (twin == null || twin.twin() == 0)) {
            String why = "The registry's status column withdraws the person, who gets no site.";
            csv.write(cells(line, id, Outcome.ACCEPTED, "withdrawn", registration, null, why));
            return Outcome.ACCEPTED;
        }
        Judgement judgement =
                twin != null && twin.twin() > 0 ? Judgement.idConflict(id) : Judgement.of(registration, finder);
        Outcome outcome = judgement.held() ? Outcome.HELD : Outcome.ACCEPTED;
        csv.write(cells(
                line,
                id,
                outcome,
                judgement.held() ? judgement.heldReason() : "",
                registration,
                judgement,
                judgement.explanation() + remarks(registration)));
        return outcome;
    }

    private List<Object> cells(
            long line,
            String id,
            Outcome outcome,
            String reason,
            Registration registration,
            Judgement judgement,
            String explanation) {
        List<Object> cells = new ArrayList<>(List.of(line, id, outcome.wire(), reason));
        if (registration == null) {
            cells.addAll(List.of("", "", "", "", "", ""));
        } else {
            cells.add(registration.name());
            cells.add(registration.nameHi());
            cells.add(registration.yearOfBirth());
            cells.add(registration.mobile() == null ? "" : registration.mobile().number());
            cells.add(known(registration.homePincode()));
            cells.add(known(registration.postingPincode()));
        }
        boolean placed = judgement != null && !judgement.held();
        cells.add(placed ? judgement.basis().wire() : "");
        cells.add(placed ? judgement.site().code() : "");
        cells.add(explanation);
        return cells;
    }

    /** A pincode that is in no table counts as missing. */
    private String known(Pincode pincode) {
        return pincode == null || finder.tables().pincodes().find(pincode).isEmpty() ? "" : pincode.digits();
    }

    private String remarks(Registration registration) {
        Pincode home = registration.homePincode();
        return Remarks.of(
                registration.mobile() == null ? registration.noSmsReason() : null,
                home != null && known(home).isEmpty() ? home.digits() : null,
                registration.changes().stream().map(Change::toString).collect(Collectors.joining(", ")));
    }

    /** The rows whose id occurs more than once, told apart; by line. */
    private Map<Long, Twins.Sorted> twins(Path extract) {
        Set<String> repeated = repeatedIds(extract);
        if (repeated.isEmpty()) {
            return Map.of();
        }
        List<Twins.Person> rows = new ArrayList<>();
        forEachRegistration(extract, (line, registration) -> {
            if (repeated.contains(registration.registrationId())) {
                rows.add(new Twins.Person(
                        registration.registrationId(),
                        Math.toIntExact(line),
                        -1,
                        registration.name(),
                        registration.nameHi(),
                        registration.yearOfBirth()));
            }
        });
        Map<Long, Twins.Sorted> sorted = new HashMap<>();
        Twins.sort(List.of(), rows).forEach(row -> sorted.put((long) row.line(), row));
        return sorted;
    }

    private Set<String> repeatedIds(Path extract) {
        Set<String> seen = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        forEachRegistration(extract, (line, registration) -> {
            if (!seen.add(registration.registrationId())) {
                repeated.add(registration.registrationId());
            }
        });
        return repeated;
    }

    private interface EachRegistration {
        void take(long line, Registration registration);
    }

    private void forEachRegistration(Path extract, EachRegistration each) {
        try (ExtractReader reader = ExtractReader.open(extract, columns)) {
            while (reader.hasNext()) {
                if (cleaner.clean(reader.next()) instanceof CleanedRow.Accepted accepted) {
                    each.take(accepted.line(), accepted.registration());
                }
            }
        }
    }
}
