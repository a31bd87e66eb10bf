package in.suchi.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReasonsTest {

    private final Reasons reasons = new Reasons();

    @Test
    void everyReasonIsExplainedInBothLanguagesWithARemedy() {
        for (String key : reasons.keys()) {
            assertThat(key).matches("[a-z]+(-[a-z]+)*");
            assertThat(reasons.of(key).in(Locale.ENGLISH).sentence()).as(key).endsWith(".");
            assertThat(reasons.of(key).in(Locale.forLanguageTag("hi")).sentence())
                    .as(key)
                    .containsPattern("\\p{IsDevanagari}");
        }
    }

    @Test
    void aReasonThatIsNotInTheTableSendsTheReaderToItsLastError() {
        assertThat(reasons.of("never-heard-of").en().remedy()).contains("last error");
    }

    @Test
    void everyReasonThatTheHubsOwnCodeGivesIsInTheTable() throws IOException {
        Pattern literal = Pattern.compile("(?s)\\.open\\([^;]*?;");
        Pattern key = Pattern.compile("\"([a-z]+(?:-[a-z]+)+)\"");
        Set<String> missing = new TreeSet<>();
        for (Path source : sources()) {
            Matcher call = literal.matcher(Files.readString(source));
            while (call.find()) {
                Matcher given = key.matcher(call.group());
                while (given.find()) {
                    if (!reasons.keys().contains(given.group(1))) {
                        missing.add(given.group(1) + " in " + source.getFileName());
                    }
                }
            }
        }
        assertThat(missing).as("reasons to be added to reasons.yaml").isEmpty();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> contains(file, "DeadLetters"))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
