package in.suchi.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
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
            return DrillComparison.of(
                                    new SandboxFolders(recheck.toAbsolutePath().normalize()), seedOf(recheck))
                            .print(System.out)
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        }
        Path folder = keep != null ? keep.toAbsolutePath().normalize() : Files.createTempDirectory("suchi-drill");
        if (Files.exists(folder.resolve("registry"))) {
            System.err.println(folder + " already holds a drill; name a new folder, or compare it with --recheck");
            return CommandLine.ExitCode.USAGE;
        }
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("seed"), Long.toString(seed));
        try {
            return new Drill(folder, config, people, seed).run(System.out)
                    ? CommandLine.ExitCode.OK
                    : CommandLine.ExitCode.SOFTWARE;
        } finally {
            if (keep == null) {
                deleteAll(folder);
            }
        }
    }

    private static long seedOf(Path folder) throws java.io.IOException {
        return Long.parseLong(Files.readString(folder.resolve("seed")).strip());
    }

    private static void deleteAll(Path folder) throws java.io.IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
