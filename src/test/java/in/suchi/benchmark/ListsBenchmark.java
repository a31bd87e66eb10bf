package in.suchi.benchmark;

import in.suchi.sandbox.GeneratorOptions;
import in.suchi.sandbox.GeneratorPlaces;
import in.suchi.sandbox.PeopleGenerator;
import in.suchi.site.ReferenceTables;
import in.suchi.support.RealProcesses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * From an extract in the registry's outbox to every roster of its people, with checksum and index, in 38 districts' folders: the hub
 * beside an administrator's script on the same server and database, in turns. The files must be the same byte for byte.
 */
final class ListsBenchmark {

    private static final Path CONFIG = Path.of("config").toAbsolutePath();
    private static final String EXTRACT = "registrations-20210113T200000-full.csv";
    private static final String SETTLED = """
            select (select count(*) from roster where people > 0) > 0
               and (select count(*) from roster where people > 0) = (select count(*) from push where state = 'accepted')
               and not exists (select from roster_index where wanted > written)
               and not exists (select from extract where state = 'taken')""";

    private final Results results = new Results("extract-to-rosters");
    private final int people;
    private final int rounds;

    ListsBenchmark(int people, int rounds) {
        this.people = people;
        this.rounds = rounds;
    }

    void run() throws Exception {
        Path folder = Files.createTempDirectory("suchi-benchmark");
        ReferenceTables tables = ReferenceTables.load(CONFIG);
        Path extract = folder.resolve(EXTRACT);
        new PeopleGenerator(GeneratorPlaces.ofBihar(CONFIG))
                .generate(people, 1, GeneratorOptions.defaults(), extract, folder.resolve("truth.csv"));
        try (RealProcesses processes = new RealProcesses(folder)) {
            SftpSide sftp = new SftpSide(processes, folder, tables);
            Map<String, Object> properties = new HashMap<>(sftp.properties());
            // every roster of the plan is owed at once, not only those of the next 48 hours
            properties.put("suchi.pushes.lead", "2400h");
            try (BenchmarkHub hub = BenchmarkHub.start(folder.resolve("hub"), properties)) {
                hub.requireDurability();
                measure(hub, sftp, folder, extract);
            }
        }
        results.write();
        Folders.delete(folder);
    }

    private void measure(BenchmarkHub hub, SftpSide sftp, Path folder, Path extract) throws Exception {
        Map<String, List<Double>> hubTimes = new HashMap<>();
        Map<String, List<Double>> scriptTimes = new HashMap<>();
        AdministratorsScript script = new AdministratorsScript(hub, sftp, folder);
        hub(hub, sftp, extract, new HashMap<>()); // the first run warms up and tells the script its answers
        script.learn(extract);
        Map<String, String> files = sftp.arrived();
        results.add("rows in the extract", hub.count("select rows_read from extract"));
        results.add("files at the districts", files.size());
        for (int round = 1; round <= rounds; round++) {
            sftp.clear();
            sftp.exportForTheScript(extract, EXTRACT);
            script.run(EXTRACT).forEach((step, seconds) -> scriptTimes
                    .computeIfAbsent(step, s -> new ArrayList<>())
                    .add(seconds));
            requireSame(files, sftp.arrived(), "the script's files");
            hub(hub, sftp, extract, hubTimes);
            requireSame(files, sftp.arrived(), "the hub's files of round " + round);
        }
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            ratios.add(hubTimes.get("all").get(round) / scriptTimes.get("all").get(round));
        }
        results.add("administrator's script, s", scriptTimes.get("all"), "the limit");
        for (String step : List.of("get", "load", "join", "files", "put")) {
            results.add("script: " + step + ", s", scriptTimes.get(step), "");
        }
        results.add("hub, s", hubTimes.get("all"), "");
        for (String step : List.of("pulled", "loaded", "rosters made", "pushed")) {
            results.add("hub: " + step + ", s after the beginning", hubTimes.get(step), "");
        }
        results.add("hub : script", ratios, "at most 3, goal 1.5");
        results.add("database, MB", hub.count("select pg_database_size(current_database()) / 1048576"));
    }

    private static void hub(BenchmarkHub hub, SftpSide sftp, Path extract, Map<String, List<Double>> times)
            throws InterruptedException {
        sftp.clear();
        hub.empty();
        long began = System.nanoTime();
        sftp.export(extract, EXTRACT);
        note(times, "pulled", began, () -> hub.count("select count(*) from extract") > 0);
        note(times, "loaded", began, () -> hub.count("select count(*) from extract where state = 'loaded'") > 0);
        note(times, "rosters made", began, () -> hub.count("select count(*) from roster") > 0);
        note(
                times,
                "pushed",
                began,
                () -> hub.count("select count(*) from push") > 0
                        && hub.count("select count(*) from push where state <> 'accepted'") == 0);
        note(times, "all", began, () -> hub.jdbc
                .sql(SETTLED)
                .query(Boolean.class)
                .single());
        hub.requireBalances();
    }

    private static void note(
            Map<String, List<Double>> times, String step, long began, java.util.function.BooleanSupplier done)
            throws InterruptedException {
        times.computeIfAbsent(step, s -> new ArrayList<>()).add(BenchmarkHub.secondsUntil(began, done));
    }

    private static void requireSame(Map<String, String> expected, Map<String, String> found, String whose) {
        if (!expected.equals(found)) {
            String first = expected.keySet().stream()
                    .filter(file -> !expected.get(file).equals(found.get(file)))
                    .findFirst()
                    .orElseGet(() -> found.keySet().stream()
                            .filter(file -> !expected.containsKey(file))
                            .findFirst()
                            .orElseThrow());
            throw new IllegalStateException(whose + " are not the same: " + first);
        }
    }
}
