package in.suchi.check;

import in.suchi.config.CheckRun;
import in.suchi.config.ConfigurationCheck;
import in.suchi.config.Finding;
import in.suchi.time.DomainClock;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code check}: looks at the whole configuration, starts nothing and changes nothing. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description =
                "Looks at the whole configuration and says, for each thing wrong, file, line, key, value and remedy."
                        + " Status 0: no error; 1: errors; 2: wrong use.")
public final class CheckCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            defaultValue = "config",
            paramLabel = "DIR",
            description = "The folder to look at (default: ${DEFAULT-VALUE}).")
    private Path config;

    @Option(
            names = "--profile",
            defaultValue = "pilot",
            description = "As which profile it is to serve: pilot, production or sandbox (default: ${DEFAULT-VALUE}).")
    private String profile;

    @Option(
            names = "--people",
            paramLabel = "N",
            description =
                    "How many people the plan must have places for; otherwise the ledger's, where it can be asked.")
    private Long people;

    @Option(
            names = "--at",
            paramLabel = "DATE",
            description = "Looks at the plan as if it were that day, e.g. 2021-01-13 (default: today).")
    private LocalDate at;

    @Option(names = "--offline", description = "Asks no other system.")
    private boolean offline;

    @Option(names = "--errors", description = "Shows errors only.")
    private boolean errorsOnly;

    @Spec
    private CommandSpec spec;

    /** Runs the command with what follows its name. */
    public static int run(String... arguments) {
        return new CommandLine(new CheckCommand()).execute(arguments);
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (!Files.isDirectory(config)) {
            spec.commandLine().getErr().println(config + ": no such folder; name the configuration's with --config");
            return CommandLine.ExitCode.USAGE;
        }
        List<Finding> findings = findings();
        long errors = findings.stream().filter(Finding::isError).count();
        findings.stream().filter(f -> f.isError() || !errorsOnly).forEach(out::println);
        out.printf(
                "check: %d errors, %d warnings in %s as %s%s%n",
                errors, findings.size() - errors, config, profile, offline ? "; other systems were not asked" : "");
        return errors == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private Clock clock() {
        return at == null
                ? DomainClock.real()
                : Clock.fixed(at.atStartOfDay(DomainClock.ZONE).toInstant(), DomainClock.ZONE);
    }

    /** A misspelt file must not keep the settings from being checked, so each step goes as far as it can. */
    private List<Finding> findings() {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("spring.config.location", "file:" + config.toAbsolutePath() + "/");
        properties.put("suchi.config", config.toString());
        properties.put("spring.profiles.active", profile);
        properties.put("logging.level.root", "off");
        SpringApplicationBuilder builder = new SpringApplicationBuilder(CheckContext.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .lazyInitialization(true)
                .registerShutdownHook(false);
        String[] arguments = properties.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        try (ConfigurableApplicationContext context = builder.run(arguments)) {
            CheckRun run = new CheckRun(config, context.getEnvironment()::getProperty, !offline, clock());
            if (people != null) {
                run.knowPeople(people);
            }
            SettingsBinding binding = new SettingsBinding(context);
            binding.check(run);
            List<ConfigurationCheck> checks = new ArrayList<>();
            binding.usable(ConfigurationCheck.class).forEach(checks::add);
            return ConfigurationChecks.run(checks, run);
        } catch (RuntimeException unreadable) {
            CheckRun run = new CheckRun(config, name -> null, false, clock());
            new SettingsCheck().check(run);
            if (run.findings().stream().noneMatch(Finding::isError)) {
                run.error(
                        config.resolve("application.yaml"),
                        null,
                        "the settings",
                        null,
                        String.valueOf(unreadable.getMessage())
                                .lines()
                                .findFirst()
                                .orElse("cannot be read"));
            }
            return run.findings();
        }
    }
}
