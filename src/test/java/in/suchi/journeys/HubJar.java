package in.suchi.journeys;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar in a process of its own, as its user starts it. */
public final class HubJar {

    private static final Path JAR = Path.of("target/suchi.jar");

    private HubJar() {}

    static boolean isPackaged() {
        return Files.exists(JAR);
    }

    /** Starts it and comes back at once. */
    static Process start(Path output, Map<String, String> properties, String... arguments) {
        return start(output, List.of("-Xmx1g"), Map.of(), properties, arguments);
    }

    /** As above, with options of its JVM and variables of its environment. */
    public static Process start(
            Path output,
            List<String> jvmOptions,
            Map<String, String> environment,
            Map<String, String> properties,
            String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        properties.forEach((key, value) -> command.add("--" + key + "=" + value));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        try {
            return builder.redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end. @return its exit status, -1 if it had to be stopped */
    static int run(Path output, long minutes, String... arguments) throws InterruptedException {
        Process process = start(output, Map.of(), arguments);
        if (!process.waitFor(minutes, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            return -1;
        }
        return process.exitValue();
    }
}
