package in.suchi.benchmark;

import in.suchi.sandbox.GeneratorOptions;
import in.suchi.sandbox.GeneratorPlaces;
import in.suchi.sandbox.PeopleGenerator;
import in.suchi.site.ReferenceTables;
import in.suchi.support.RealProcesses;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Ten districts whose servers take the connection and say nothing: how long the other twenty-eight wait for their rosters, beside a
 * run in which all districts answer, in turns.
 */
final class FairnessBenchmark {

    private static final Path CONFIG = Path.of("config").toAbsolutePath();
    private static final String EXTRACT = "registrations-20210113T200000-full.csv";
    private static final int HANGING = 10;

    private final Results results = new Results("fairness");
    private final int people;
    private final int rounds;

    FairnessBenchmark(int people, int rounds) {
        this.people = people;
        this.rounds = rounds;
    }

    void run() throws Exception {
        List<Double> allWell = new ArrayList<>();
        List<Double> someHang = new ArrayList<>();
        List<Double> ratio = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            allWell.add(secondsOfTheOthers(false));
            someHang.add(secondsOfTheOthers(true));
            ratio.add(100 * someHang.get(round) / allWell.get(round));
        }
        results.add("28 districts have their rosters, all districts answer, s", allWell, "");
        results.add("28 districts have their rosters, ten districts hang, s", someHang, "");
        results.add("ten hanging districts : none, %", ratio, "100");
        results.write();
    }

    private double secondsOfTheOthers(boolean hanging) throws Exception {
        Path folder = Files.createTempDirectory("suchi-benchmark");
        Path extract = folder.resolve(EXTRACT);
        new PeopleGenerator(GeneratorPlaces.ofBihar(CONFIG))
                .generate(people, 1, GeneratorOptions.defaults(), extract, folder.resolve("truth.csv"));
        ReferenceTables tables = ReferenceTables.load(CONFIG);
        List<String> silent = tables.districts().all().stream()
                .limit(HANGING)
                .map(district -> district.slug())
                .toList();
        try (RealProcesses processes = new RealProcesses(folder);
                ServerSocket silence = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress())) {
            SftpSide sftp = new SftpSide(processes, folder, tables);
            Map<String, Object> properties = new HashMap<>(sftp.properties());
            Map<String, Integer> elsewhere = new HashMap<>();
            if (hanging) {
                silent.forEach(slug -> elsewhere.put(slug, silence.getLocalPort()));
            }
            properties.put("suchi.districts.file", sftp.writeDistricts(elsewhere));
            properties.put("suchi.pushes.lead", "2400h");
            try (BenchmarkHub hub = BenchmarkHub.start(folder.resolve("hub"), properties)) {
                hub.requireDurability();
                sftp.export(extract, EXTRACT);
                BenchmarkHub.secondsUntil(0, () -> hub.count("select count(*) from push") > 0);
                long began = System.nanoTime();
                String others = "district <> all('{" + String.join(",", silent) + "}')";
                double seconds = BenchmarkHub.secondsUntil(
                        began,
                        () -> hub.count("select count(*) from push where state <> 'accepted' and " + others) == 0);
                hub.requireBalances();
                return seconds;
            }
        } finally {
            Folders.delete(folder);
        }
    }
}
