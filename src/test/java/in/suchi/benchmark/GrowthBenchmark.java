package in.suchi.benchmark;

import in.suchi.sandbox.GeneratorOptions;
import in.suchi.sandbox.GeneratorPlaces;
import in.suchi.sandbox.PeopleGenerator;
import in.suchi.site.ReferenceTables;
import in.suchi.support.RealProcesses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From extract to rosters made, for a tenth of a state, a state and ten of them, in a heap of one gigabyte: time and disk a row. The
 * sessions are as many, and as much larger.
 */
final class GrowthBenchmark {

    private static final Path CONFIG = Path.of("config").toAbsolutePath();
    private static final String EXTRACT = "registrations-20210113T200000-full.csv";
    /** A state has 469,000 people for sessions of 100; with so many people for each seat of a session it is as full at every size. */
    private static final int PEOPLE_A_SEAT = 4_690;

    private final Results results = new Results("growth");
    private final List<Integer> sizes;

    /** @param people of the middle one */
    GrowthBenchmark(int people) {
        this.sizes = List.of(people / 10, people, people * 10);
    }

    void run() throws Exception {
        double first = 0;
        for (int people : sizes) {
            Path folder = Files.createTempDirectory("suchi-benchmark");
            Path extract = folder.resolve(EXTRACT);
            new PeopleGenerator(GeneratorPlaces.ofBihar(CONFIG))
                    .generate(people, 1, GeneratorOptions.defaults(), extract, folder.resolve("truth.csv"));
            Files.delete(folder.resolve("truth.csv"));
            try (RealProcesses processes = new RealProcesses(folder)) {
                double micros = perRow(folder, processes, extract, people);
                first = first == 0 ? micros : first;
                results.add("%,d rows: of the smallest's time a row, %%".formatted(people), 100 * micros / first);
            }
            Folders.delete(folder);
        }
        results.write();
    }

    private double perRow(Path folder, RealProcesses processes, Path extract, int people) throws Exception {
        SftpSide sftp = new SftpSide(processes, folder, ReferenceTables.load(CONFIG));
        Map<String, Object> properties = new HashMap<>(sftp.properties());
        properties.put("suchi.sessions.rules", Plans.withCapacity(folder, Math.max(1, people / PEOPLE_A_SEAT)));
        try (BenchmarkHub hub = BenchmarkHub.start(folder.resolve("hub"), properties)) {
            hub.requireDurability();
            long began = System.nanoTime();
            sftp.export(extract, EXTRACT);
            BenchmarkHub.secondsUntil(
                    began, () -> hub.count("select count(*) from extract where state = 'loaded'") > 0);
            double seconds = BenchmarkHub.secondsUntil(
                    began,
                    () -> hub.count("select count(*) from roster") > 0
                            && hub.count("select count(*) from roster_request") == 0
                            && hub.count("select count(*) from fill_request where asked <> done") == 0);
            hub.requireBalances();
            long rows = hub.count("select rows_read from extract");
            results.add("%,d rows: s".formatted(people), seconds);
            results.add("%,d rows: microseconds a row".formatted(people), seconds * 1e6 / rows);
            results.add(
                    "%,d rows: database, MB".formatted(people),
                    hub.count("select pg_database_size(current_database()) / 1048576"));
            results.add(
                    "%,d rows: all of the hub's data on disk, MB".formatted(people),
                    Folders.megabytes(folder.resolve("hub")));
            return seconds * 1e6 / rows;
        }
    }
}
