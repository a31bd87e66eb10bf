package in.suchi.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.conventions.ShippedRoutes.Route;
import in.suchi.notice.NoticeState;
import in.suchi.site.Basis;
import in.suchi.site.HeldReason;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Whatever the pages list, they list all of it; and their links lead somewhere. */
class DocsTest {

    private static final Path DOCS = Path.of("src/docs");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#]*)(#[^)]*)?\\)");

    @Test
    void theReadmesTableHasEveryRoute() {
        String readme = read(Path.of("README.md"));
        for (Route route : ShippedRoutes.read().routes()) {
            assertThat(readme)
                    .as("add %s with its sentence to the table in README.md", route)
                    .contains("| `" + route.id() + "`");
        }
    }

    @Test
    void theRunbookSaysWhatToDoAboutEveryReasonOfADeadLetter() throws IOException {
        String runbook = read(DOCS.resolve("runbook.md"));
        try (InputStream reasons = getClass().getResourceAsStream("/in/suchi/deadletter/reasons.yaml")) {
            Map<String, Object> byKey = new Yaml(new SafeConstructor(new LoaderOptions())).load(reasons);
            assertThat(byKey).isNotEmpty();
            byKey.keySet().forEach(key -> assertThat(runbook)
                    .as("add it to the table in src/docs/runbook.md")
                    .contains("| `" + key + "` |"));
        }
    }

    @Test
    void theContractsNameEveryReasonToBeHeldAndEveryBasis() {
        String contracts = read(DOCS.resolve("contracts.md"));
        for (HeldReason reason : HeldReason.values()) {
            assertThat(contracts).contains("`" + reason.wire() + "`");
        }
        String glossary = read(DOCS.resolve("glossary.md"));
        for (Basis basis : Basis.values()) {
            assertThat(glossary).contains("`" + basis.wire() + "`");
        }
    }

    @Test
    void theGlossaryNamesEveryStateOfANotice() {
        String glossary = read(DOCS.resolve("glossary.md"));
        for (NoticeState state : NoticeState.values()) {
            assertThat(glossary).contains("`" + state.wireName() + "`");
        }
    }

    @Test
    void everyLinkBetweenThePagesLeadsToAFile() throws IOException {
        try (Stream<Path> found = Files.walk(DOCS)) {
            List<Path> pages = Stream.concat(Stream.of(Path.of("README.md")), found.filter(file -> file.toString()
                            .endsWith(".md")))
                    .toList();
            assertThat(pages).hasSizeGreaterThan(5);
            pages.forEach(DocsTest::followLinks);
        }
    }

    private static void followLinks(Path page) {
        Matcher link = LINK.matcher(read(page));
        Path folder = page.toAbsolutePath().getParent();
        while (link.find()) {
            String target = link.group(1);
            if (!target.isEmpty() && !target.contains(":")) {
                assertThat(folder.resolve(target).normalize())
                        .as("%s links to %s", page, target)
                        .exists();
            }
        }
    }

    private static String read(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
