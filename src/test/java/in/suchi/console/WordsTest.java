package in.suchi.console;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.access.Role;
import in.suchi.ledger.Balances;
import in.suchi.site.Basis;
import in.suchi.site.HeldReason;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.StaticMessageSource;

class WordsTest {

    private static final Path TEMPLATES = Path.of("src/main/resources/templates");

    private static Properties bundle(String name) throws IOException {
        Properties bundle = new Properties();
        try (InputStreamReader reader = new InputStreamReader(
                Objects.requireNonNull(WordsTest.class.getResourceAsStream("/i18n/" + name)), StandardCharsets.UTF_8)) {
            bundle.load(reader);
        }
        return bundle;
    }

    @Test
    void bothLanguagesHaveTheSameMessages() throws IOException {
        assertThat(bundle("messages_hi.properties").stringPropertyNames())
                .isEqualTo(bundle("messages.properties").stringPropertyNames());
    }

    @Test
    void everyHindiMessageIsInHindi() throws IOException {
        assertThat(bundle("messages_hi.properties"))
                .allSatisfy(
                        (key, text) -> assertThat(text.toString()).as("%s", key).containsPattern("\\p{IsDevanagari}"));
    }

    @Test
    void everyMessageThatAPageUsesIsThere() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> pages = Files.walk(TEMPLATES)) {
            for (Path page : (Iterable<Path>) pages.filter(Files::isRegularFile)::iterator) {
                Matcher key = Pattern.compile("#\\{([a-z-]+(?:\\.[a-z-]+)+)|msg\\('([a-z.-]+)'")
                        .matcher(Files.readString(page));
                while (key.find()) {
                    used.add(key.group(1) == null ? key.group(2) : key.group(1));
                }
            }
        }
        assertThat(used).isNotEmpty();
        assertThat(bundle("messages.properties").stringPropertyNames()).containsAll(used);
    }

    @Test
    void everyWordOfTheLedgerHasAWordOnThePage() throws IOException {
        Set<String> needed = new TreeSet<>();
        for (Basis basis : Basis.values()) {
            needed.add("basis." + basis.wire());
        }
        for (HeldReason reason : HeldReason.values()) {
            needed.add("held." + reason.wire());
        }
        for (in.suchi.notice.NoticeState state : in.suchi.notice.NoticeState.values()) {
            needed.add("state." + state.wireName());
        }
        for (Role role : Role.values()) {
            needed.add("role." + role.wire());
        }
        for (Frame.Place place : Frame.PLACES) {
            needed.add("place." + place.key());
        }
        Balances.NAMES.forEach(name -> needed.add("balance." + name));
        assertThat(bundle("messages.properties").stringPropertyNames()).containsAll(needed);
    }

    @Test
    void pagesHoldNoScriptOrStyleOfTheirOwn() throws IOException {
        try (Stream<Path> pages = Files.walk(TEMPLATES)) {
            List<Path> all = pages.filter(Files::isRegularFile).toList();
            assertThat(all).isNotEmpty().allSatisfy(page -> assertThat(Files.readString(page))
                    .doesNotContainPattern(
                            "<style|\\sstyle=|\\son[a-z]+=|<script(?! th:src)|https?://(?!www.thymeleaf.org)"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"0; 0", "999; 999", "5000; 5,000", "469000; 4,69,000", "14500000; 1,45,00,000"})
    void numbersAreGroupedAsInIndia(long number, String text) {
        assertThat(new Words(new StaticMessageSource(), Locale.ENGLISH).number(number))
                .isEqualTo(text);
    }
}
