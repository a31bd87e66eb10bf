package in.suchi.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.sandbox.SandboxFolders;
import in.suchi.sandbox.SandboxPeers;
import in.suchi.sandbox.SmsOutcomes;
import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Route verify-checksum: where checksums are agreed upon, an extract is taken only with its own. */
@DirtiesContext
class ChecksumTest extends HubTest {

    private static final SandboxFolders FOLDERS = new SandboxFolders(newFolder());
    private static final SandboxPeers PEERS = new SandboxPeers(
            FOLDERS, new SandboxPeers.Ports(0, 0, 0), List.of(), SmsOutcomes.allDelivered(), DomainClock.real());
    private static final String CONTENT =
            "registration_id,name,posting_district,posting_pincode\nC1,Asha Devi,Patna,800001\n";

    @DynamicPropertySource
    static void peers(DynamicPropertyRegistry registry) {
        registry.add("suchi.registry.enabled", () -> "true");
        registry.add("suchi.registry.checksum", () -> "true");
        registry.add("suchi.registry.port", () -> PEERS.registry().port());
        registry.add("suchi.registry.user", () -> SandboxPeers.REGISTRY_USER);
        registry.add("suchi.registry.password", () -> SandboxPeers.PASSWORD);
        registry.add("suchi.registry.known-hosts", () -> FOLDERS.knownHosts().toString());
        registry.add("suchi.registry.poll", () -> "300");
        registry.add("suchi.registry.still", () -> "200");
    }

    @AfterAll
    static void stopPeers() {
        PEERS.close();
    }

    @Test
    void anExtractIsTakenWhenItsChecksumAgreesAndNotBefore() throws IOException {
        Path file = Files.writeString(FOLDERS.root().resolve("extract.csv"), CONTENT);
        Files.writeString(FOLDERS.outbox().resolve("wrong.csv.sha256"), DigestUtils.sha256Hex("something else"));
        PEERS.putIntoOutbox(file, "wrong.csv");
        PEERS.putIntoOutbox(file, "without.csv");
        Files.writeString(
                FOLDERS.outbox().resolve("right.csv.sha256"), DigestUtils.sha256Hex(CONTENT) + "  right.csv\n");
        PEERS.putIntoOutbox(file, "right.csv");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(FOLDERS.outbox().resolve(".done/right.csv")));

        assertThat(jdbc.sql("select file_name from extract").query(String.class).list())
                .containsExactly("right.csv");
        assertThat(FOLDERS.outbox().resolve("wrong.csv")).exists();
        assertThat(FOLDERS.outbox().resolve("without.csv")).exists();
    }

    private static Path newFolder() {
        try {
            return Files.createTempDirectory("suchi-checksum");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
