package in.suchi.sandbox;

import in.suchi.site.DistrictTable;
import in.suchi.site.ReferenceTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code drill}: a rehearsal. Status 0 only if the three balances hold and what lies at the gateway and in the
 * districts' folders agrees with the generator's own list.
 */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description =
                "Rehearses the whole chain with generated people and simulated peers, and compares what arrived with who was"
                        + " generated.")
public final class DrillCommand implements Callable<Integer> {

    @Option(names = "--people", defaultValue = "5000", description = "People to generate (default: ${DEFAULT-VALUE}).")
    private int people;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "The same seed, the same people (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--days",
            defaultValue = "0",
            description =
                    "Session days; whoever gets no seat on them must wait (default: as many as config/sessions.yaml has).")
    private int days;

    @Option(
            names = "--capacity",
            defaultValue = "0",
            description = "People a session (default: as config/sessions.yaml has it).")
    private int capacity;

    @Option(
            names = "--gateway-errors",
            defaultValue = "0%",
            paramLabel = "SHARE",
            converter = Share.class,
            description =
                    "The gateway fails at this share of submits, e.g. 1%%: a third is not taken, a third is taken and cut off"
                            + " before the answer, a third is taken and answered with an error.")
    private double gatewayErrors;

    @Option(
            names = "--district-down",
            paramLabel = "DISTRICT",
            split = ",",
            description =
                    "This district's server is away until a day after the first rosters are owed, e.g. patna; repeatable.")
    private List<String> districtsDown = List.of();

    @Option(names = "--keep", paramLabel = "DIR", description = "Keeps the peers' folders there; must be new or empty.")
    private Path keep;

    @Option(names = "--recheck", paramLabel = "DIR", description = "Runs nothing, compares a kept folder once more.")
    private Path recheck;

    @Option(
            names = "--config",
            defaultValue = "config",
            paramLabel = "DIR",
            description = "The folder with the tables.")
    private Path config;

    /** Runs the command with what follows its name. */
    public static int run(String... arguments) {
        return new CommandLine(new DrillCommand()).execute(arguments);
    }

    @Override
    public Integer call() throws Exception {
        if (recheck != null) {
            return recheck();
        }
        DrillOptions options;
        try {
            options = new DrillOptions(people, seed, days, capacity, gatewayErrors, districtsDown);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
        Optional<String> unknown = unknownDistrict();
        if (unknown.isPresent()) {
            System.err.println("--district-down " + unknown.get()
                    + ": no such district; write its name as in file names, e.g. patna");
            return CommandLine.ExitCode.USAGE;
        }
        Path folder = keep != null ? keep.toAbsolutePath().normalize() : Files.createTempDirectory("suchi-drill");
        if (Files.exists(folder.resolve("registry"))) {
            System.err.println(folder + " already holds a drill; name a new folder, or compare it with --recheck");
            return CommandLine.ExitCode.USAGE;
        }
        Files.createDirectories(folder);
        options.write(folder);
        try {
            return new Drill(folder, config, options).run(System.out)
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        } finally {
            if (keep == null) {
                deleteAll(folder);
            }
        }
    }

    private int recheck() {
        Path folder = recheck.toAbsolutePath().normalize();
        try {
            return DrillComparison.of(new SandboxFolders(folder), DrillOptions.read(folder))
                            .print(System.out)
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private Optional<String> unknownDistrict() {
        if (districtsDown.isEmpty()) {
            return Optional.empty();
        }
        DistrictTable known = ReferenceTables.load(config).districts();
        return districtsDown.stream()
                .filter(slug -> known.bySlug(slug).isEmpty())
                .findFirst();
    }

    /** {@code 1%} or {@code 0.01}. */
    static final class Share implements CommandLine.ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                return text.endsWith("%")
                        ? Double.parseDouble(text.substring(0, text.length() - 1)) / 100
                        : Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw new CommandLine.TypeConversionException(
                        "'" + text + "' is no share: write one such as 1% or 0.01");
            }
        }
    }

    private static void deleteAll(Path folder) throws java.io.IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
