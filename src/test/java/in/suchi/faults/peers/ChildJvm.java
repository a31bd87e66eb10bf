package in.suchi.faults.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A peer in a process of its own: a main class of the tests that takes commands, one a line, and answers each with one line. It ends
 * when its commands end, so none outlives the suite.
 */
public final class ChildJvm implements AutoCloseable {

    private static final String ANSWER = "= ";

    private final Class<?> main;
    private final Path log;
    private final List<String> arguments;
    private Process process;
    private BufferedReader answers;
    private Writer commands;

    /** @param log where what it says otherwise is appended */
    public ChildJvm(Class<?> main, Path log, String... arguments) {
        this.main = main;
        this.log = log;
        this.arguments = List.of(arguments);
    }

    /** Starts it; when this returns it is up. */
    public ChildJvm start() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:TieredStopAtLevel=1",
                "-Dlogging.level.root=warn",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(arguments);
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answers = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        commands = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        answer(main.getSimpleName());
        return this;
    }

    /** @return what it answers to this command */
    public String tell(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(main.getSimpleName() + " is gone", e);
        }
        String answer = answer(command);
        if (answer.startsWith("failed")) {
            throw new IllegalStateException(main.getSimpleName() + ": " + command + " " + answer);
        }
        return answer;
    }

    private String answer(String command) {
        try {
            for (String line = answers.readLine(); line != null; line = answers.readLine()) {
                if (line.startsWith(ANSWER)) {
                    return line.substring(ANSWER.length());
                }
            }
            throw new IllegalStateException(
                    main.getSimpleName() + " ended without an answer to " + command + "; its words are in " + log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** {@code kill -9}. */
    public void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            kill();
        }
    }

    /** What a peer does with its commands. */
    interface Commands {
        String take(String command, String[] words) throws Exception;
    }

    /** Runs in the peer's process: takes commands until there are no more. */
    static void serve(Commands commands) throws IOException {
        System.out.println(ANSWER + "up");
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            try {
                System.out.println(ANSWER + commands.take(words[0], words));
            } catch (Exception e) {
                System.out.println(ANSWER + "failed " + e);
            }
        }
        Runtime.getRuntime().halt(0);
    }

    /** The file a class was loaded from. */
    public static Path sourceOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
