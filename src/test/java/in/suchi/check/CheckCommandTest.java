package in.suchi.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** Each way to break the configuration by hand is told with file, line, key and remedy, and what ships is sound. */
class CheckCommandTest {

    private static final Path SHIPPED = Path.of("config");
    private static final String[] PEOPLE_AND_PEERS = {"--offline", "--people", "469000", "--at", "2021-01-13"};

    /** Kept out of the repository: the login of the gateway in use; and the plan's days lie ahead. */
    private static final String LOGIN = """

            ---
            suchi:
              gateways:
                kannel-1: {username: u, password: p}
            """;

    @TempDir
    Path config;

    private final StringWriter said = new StringWriter();

    record Broken(
            String file,
            String find,
            String by,
            int down,
            String key,
            String says,
            boolean warning,
            @JsonProperty("file-told") String fileTold,
            @JsonProperty("line-told") Integer lineTold,
            String why) {
        @Override
        public String toString() {
            return file + ": " + why;
        }
    }

    static Stream<Broken> broken() throws IOException {
        try (InputStream cases = CheckCommandTest.class.getResourceAsStream("/cases/configurations-broken.yaml")) {
            return new YAMLMapper().readValue(cases, new TypeReference<List<Broken>>() {}).stream();
        }
    }

    @BeforeEach
    void theShippedConfiguration() throws IOException {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = config.resolve(SHIPPED.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        Path settings = config.resolve("application.yaml");
        Files.writeString(settings, Files.readString(settings) + LOGIN);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void whatIsBrokenIsToldWithFileLineKeyAndRemedy(Broken broken) throws IOException {
        Path file = config.resolve(broken.file());
        String sound = Files.readString(file);
        int place = sound.indexOf(broken.find());
        assertThat(place).as("the case changes something").isNotNegative();
        Files.writeString(
                file,
                sound.substring(0, place)
                        + broken.by()
                        + sound.substring(place + broken.find().length()));
        long line = broken.lineTold() != null
                ? broken.lineTold()
                : sound.substring(0, place).chars().filter(c -> c == '\n').count() + 1 + broken.down();

        int status = run(PEOPLE_AND_PEERS);

        String told = broken.fileTold() == null ? broken.file() : broken.fileTold();
        String start = config.resolve(told) + (line == 0 ? "" : ":" + line) + ": "
                + (broken.warning() ? "warning" : "error") + ": " + broken.key();
        assertThat(said.toString().lines())
                .as(broken.why())
                .anySatisfy(finding -> assertThat(finding).startsWith(start).contains(broken.says()));
        assertThat(status).isEqualTo(broken.warning() ? 0 : 1);
        assertThat(said.toString()).doesNotContain("Exception");
    }

    @Test
    void whatShipsHasNoError() {
        assertThat(run(PEOPLE_AND_PEERS)).as(said.toString()).isZero();
        assertThat(said.toString()).contains("check: 0 errors, ").contains("other systems were not asked");
    }

    @Test
    void severalThingsWrongAreAllTold() throws IOException {
        Path sites = config.resolve("sites.csv");
        Files.writeString(
                sites,
                Files.readString(sites)
                        .replace("Gaya,196,823311", "Gaya,196,82331")
                        .replace("Patna,212,801507", "Patna,212,80150"));
        Path settings = config.resolve("application.yaml");
        Files.writeString(settings, Files.readString(settings).replace("spill-km:", "spil-km:"));

        assertThat(run("--at", "2021-01-13", "--offline", "--errors")).isEqualTo(1);

        assertThat(said.toString())
                .contains("pincode = \"82331\"", "pincode = \"80150\"", "suchi.sessions.spil-km")
                .contains("check: 3 errors");
    }

    @Test
    void aFileNobodyReadsIsNoticed() throws IOException {
        Files.writeString(config.resolve("site.csv"), "");

        assertThat(run("--at", "2021-01-13", "--offline")).isZero();

        assertThat(said.toString()).contains(config.resolve("site.csv") + ": warning: the file's name");
    }

    @Test
    void aSecretIsNeverShown() throws IOException {
        Path settings = config.resolve("application.yaml");
        Files.writeString(
                settings,
                Files.readString(settings)
                        .replace("spill-km:", "pasword: hush-hush-5678\n    password: hush-hush-1234\n    spill-km:"));

        assertThat(run("--at", "2021-01-13", "--offline")).isEqualTo(1);

        assertThat(said.toString()).contains("suchi.sessions.password").doesNotContain("hush-hush");
    }

    @Test
    void withoutAFolderItSaysHowToNameOne() {
        StringWriter complained = new StringWriter();
        int status = new CommandLine(new CheckCommand())
                .setErr(new PrintWriter(complained, true))
                .execute("--config", config.resolve("none").toString());

        assertThat(status).isEqualTo(2);
        assertThat(complained.toString()).contains("no such folder; name the configuration's with --config");
    }

    private int run(String... arguments) {
        String[] all = Stream.concat(Stream.of("--config", config.toString()), Stream.of(arguments))
                .toArray(String[]::new);
        return new CommandLine(new CheckCommand())
                .setOut(new PrintWriter(said, true))
                .execute(all);
    }
}
