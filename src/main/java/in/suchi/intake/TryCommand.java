package in.suchi.intake;

import in.suchi.config.ConfigurationProblem;
import in.suchi.site.PlacementFinder;
import in.suchi.site.ReferenceTables;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code try}: a {@linkplain DryRun dry run} without profile, database or broker. */
@Command(
        name = "try",
        mixinStandardHelpOptions = true,
        description = "Cleans and places an extract, stores and sends nothing, and writes one line of outcome per row.")
public final class TryCommand implements Callable<Integer> {

    @Parameters(paramLabel = "EXTRACT.csv", description = "The registry's extract: .csv, .csv.gz or .zip with one CSV.")
    private Path extract;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "OUTCOME.csv",
            description = "Where the outcome goes. It holds personal data.")
    private Path out;

    @Option(
            names = "--config",
            defaultValue = "config",
            paramLabel = "DIR",
            description = "The folder with pincodes.csv, sites.csv, districts.csv and extract-columns.yaml"
                    + " (default: ${DEFAULT-VALUE}).")
    private Path config;

    @Spec
    private CommandSpec spec;

    /** Runs the command with what follows its name. Status 0: done; 1: not possible, said why; 2: wrong use. */
    public static int run(String... arguments) {
        return new CommandLine(new TryCommand()).execute(arguments);
    }

    @Override
    public Integer call() {
        PrintWriter errors = spec.commandLine().getErr();
        if (!Files.isReadable(extract)) {
            errors.println(extract + ": no such extract; check the path");
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (out.toAbsolutePath().normalize().equals(extract.toAbsolutePath().normalize())) {
            errors.println("--out would overwrite the extract; name another file");
            return CommandLine.ExitCode.SOFTWARE;
        }
        try {
            DryRun dryRun = new DryRun(
                    ExtractColumns.load(config.resolve("extract-columns.yaml")),
                    PlacementFinder.over(ReferenceTables.load(config)),
                    Clock.system(ZoneId.of("Asia/Kolkata")));
            DryRun.Summary summary = dryRun.run(extract, out);
            summary.truncation().ifPresent(why -> errors.println("The extract seems to be cut off: " + why));
            spec.commandLine().getOut().println(summary + ". Outcome: " + out);
            return CommandLine.ExitCode.OK;
        } catch (ConfigurationProblem | UnreadableExtract | UncheckedIOException problem) {
            errors.println(problem.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}
