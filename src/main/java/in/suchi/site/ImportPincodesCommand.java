package in.suchi.site;

import in.suchi.config.ConfigurationProblem;
import in.suchi.csv.CsvWriter;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code import-pincodes}: the post's directory of offices becomes the hub's table of pincodes. */
@Command(
        name = "import-pincodes",
        mixinStandardHelpOptions = true,
        description =
                "Makes pincodes.csv of the post office directory (\"All India Pincode Directory\", one row an office)"
                        + " and says what it repaired or left out. The hub takes it at its next start or reload.")
public final class ImportPincodesCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIRECTORY.csv", description = "The directory as it was downloaded.")
    private Path directory;

    @Option(names = "--out", required = true, paramLabel = "pincodes.csv", description = "Where the table goes.")
    private Path out;

    @Option(names = "--replace", description = "Takes the place of a table that is there already.")
    private boolean replace;

    @Option(names = "--report", paramLabel = "REPORT.csv", description = "Where each repair is listed with its line.")
    private Path reportFile;

    @Option(
            names = "--config",
            defaultValue = "config",
            paramLabel = "DIR",
            description = "The folder with the tables in use (default: ${DEFAULT-VALUE}).")
    private Path config;

    @Spec
    private CommandSpec spec;

    /** Runs the command with what follows its name. Status 0: done; 1: not possible, said why; 2: wrong use. */
    public static int run(String... arguments) {
        return new CommandLine(new ImportPincodesCommand()).execute(arguments);
    }

    @Override
    public Integer call() {
        PrintWriter errors = spec.commandLine().getErr();
        if (Files.exists(out) && !replace) {
            errors.println(out + " is there already; name another file, or say --replace");
            return CommandLine.ExitCode.SOFTWARE;
        }
        if (out.toAbsolutePath().normalize().equals(directory.toAbsolutePath().normalize())) {
            errors.println("--out would overwrite the directory; name another file");
            return CommandLine.ExitCode.SOFTWARE;
        }
        try {
            DirectoryReport report = new DirectoryReport();
            int pincodes = new PincodeImport(config, report).run(directory, out);
            PrintWriter said = spec.commandLine().getOut();
            report.counts().forEach((what, count) -> said.printf("%7d  %s%n", count, what));
            said.printf("%7d  pincodes written to %s%n", pincodes, out);
            if (reportFile != null) {
                try (CsvWriter csv = CsvWriter.to(reportFile, DirectoryReport.COLUMNS)) {
                    report.cases().forEach(one -> csv.write(one.cells()));
                }
                said.println("         each with its line in " + reportFile);
            }
            said.println("         see what it changes with POST /api/v1/reload?dry-run=true");
            return CommandLine.ExitCode.OK;
        } catch (ConfigurationProblem | UncheckedIOException problem) {
            errors.println(problem.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
    }
}
