package in.suchi.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import in.suchi.district.LedgerRows;
import in.suchi.roster.Rosters;
import in.suchi.support.HubTest;
import in.suchi.support.RealOpenSsh;
import in.suchi.support.RealProcesses;
import in.suchi.support.TestCertificates;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.TextMessage;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.commons.io.file.PathUtils;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * Each kind of endpoint against a peer in a process of its own: Debian's OpenSSH, Python's HTTPS server with mutual TLS, GreenMail
 * over SMTPS, and an ActiveMQ over TCP that is also the hub's broker. Asked for with {@code -Dsuchi.real-peers=true}.
 */
@EnabledIfSystemProperty(named = "suchi.real-peers", matches = "true")
@DirtiesContext // its peers end with it
class RealDistrictsIT extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String PASSWORD = "mail-of-patna";
    private static final String RECEIVER = "dio@health.example.in";

    private static Path folder;
    private static RealProcesses processes;
    private static RealOpenSsh ssh;
    private static int brokerPort;
    private static int popPort;

    @Autowired
    Rosters rosters;

    @DynamicPropertySource
    static void realPeers(DynamicPropertyRegistry properties) throws IOException {
        folder = Files.createTempDirectory("suchi-real-districts");
        processes = new RealProcesses(folder);
        TestCertificates certificates = new TestCertificates(folder);
        certificates.make("server");
        certificates.make("hub");
        ssh = new RealOpenSsh(processes, folder, "district").withFolders("rosters");
        brokerPort = RealProcesses.freePort();
        popPort = RealProcesses.freePort();
        int smtpPort = RealProcesses.freePort();
        int httpPort = RealProcesses.freePort();
        processes.start(
                "https",
                "python3",
                Path.of("src/test/resources/peers/https_receiver.py")
                        .toAbsolutePath()
                        .toString(),
                Integer.toString(httpPort),
                Files.createDirectory(folder.resolve("http")).toString(),
                certificates.certificate("server").toString(),
                certificates.key("server").toString(),
                certificates.certificate("hub").toString());
        java("broker", "broker", Integer.toString(brokerPort));
        java("mail", "mail", Integer.toString(smtpPort), Integer.toString(popPort), RECEIVER, PASSWORD);
        for (int port : new int[] {brokerPort, smtpPort, popPort, httpPort}) {
            await().atMost(SOON).until(() -> RealProcesses.listens(port));
        }
        Files.writeString(folder.resolve("districts.yaml"), """
                districts:
                  patna:
                    lgd: 212
                    endpoints:
                      - id: patna-sftp
                        kind: sftp
                        host: 127.0.0.1
                        port: %d
                        user: %s
                        private-key: %s
                        known-hosts: %s
                        folder: rosters
                        formats: [csv, xlsx, pdf]
                        read-back: true
                      - id: patna-http
                        kind: http
                        url: https://127.0.0.1:%d/rosters
                        certificate: %s
                        key: %s
                        trust: %s
                      - id: patna-mail
                        kind: mail
                        host: 127.0.0.1
                        security: tls
                        port: %d
                        user: %s
                        password: %s
                        from: suchi@health.example.in
                        to: [%s]
                        formats: [csv, pdf]
                        trust: %s
                      - id: patna-queue
                        kind: queue
                """.formatted(
                        ssh.port(),
                        RealOpenSsh.user(),
                        ssh.privateKey(),
                        ssh.knownHosts(),
                        httpPort,
                        certificates.certificate("hub"),
                        certificates.key("hub"),
                        certificates.certificate("server"),
                        smtpPort,
                        RECEIVER,
                        PASSWORD,
                        RECEIVER,
                        certificates.certificate("server")));
        properties.add(
                "suchi.districts.file", () -> folder.resolve("districts.yaml").toString());
        properties.add("suchi.broker.embedded", () -> "false");
        properties.add("suchi.broker.url", () -> "tcp://127.0.0.1:" + brokerPort);
        properties.add("suchi.routes.fill-period", () -> "3600000");
        properties.add("suchi.routes.release-notices-period", () -> "3600000");
        properties.add("suchi.pushes.back-off", () -> "500ms");
    }

    private static void java(String name, String... args) {
        String[] command = new String[6 + args.length];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command[1] = "-Dgreenmail.tls.keystore.file=" + folder.resolve("server.p12");
        command[2] = "-Dgreenmail.tls.keystore.password=" + new String(TestCertificates.PASSWORD);
        command[3] = "-cp";
        command[4] = System.getProperty("java.class.path");
        command[5] = PeerProcess.class.getName();
        System.arraycopy(args, 0, command, 6, args.length);
        processes.start(name, command);
    }

    @AfterAll
    static void stopPeers() throws IOException {
        if (processes != null) {
            processes.close();
            PathUtils.deleteDirectory(folder);
        }
    }

    @Test
    void aRosterAndItsNextRevisionArriveAtEachKindOfEndpointWhole() throws Exception {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session("R1", "BR212-004", "patna", LedgerRows.START.minus(Duration.ofHours(20)));
        ledger.appointed("R1", 1, "Asha", "6100000001");
        ledger.revise("R1", rosters);
        soon(() -> assertThat(accepted(1)).isEqualTo(4));
        ledger.appointed("R1", 2, "Bina", "6100000002");
        ledger.revise("R1", rosters);
        soon(() -> assertThat(accepted(2)).isEqualTo(4));

        String stem = "roster-patna-BR212-004-2021-01-15-R1-r2";
        assertThat(ssh.files("rosters"))
                .contains(stem + ".csv", stem + ".csv.sha256", stem + ".xlsx", stem + ".xlsx.sha256", stem + ".pdf");
        assertThat(ssh.read("rosters/" + stem + ".csv")).contains("Asha", "Bina");

        JsonNode posted =
                new ObjectMapper().readTree(folder.resolve("http/R1_2").toFile());
        assertThat(posted.path("replaces").asInt()).isEqualTo(1);
        assertThat(posted.path("people").findValuesAsText("name")).containsExactly("Asha", "Bina");
        assertThat(folder.resolve("http/R1_1")).exists();

        Session pop = Session.getInstance(new Properties());
        try (Store store = pop.getStore("pop3")) {
            store.connect("127.0.0.1", popPort, RECEIVER, PASSWORD);
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                Message last = inbox.getMessage(inbox.getMessageCount());
                assertThat(last.getSubject()).contains("session R1: revision 2, 2 people");
                Multipart parts = (Multipart) last.getContent();
                assertThat(parts.getBodyPart(1).getFileName()).isEqualTo(stem + ".csv");
                assertThat(new String(parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .contains("Bina");
                assertThat(parts.getBodyPart(2).getFileName()).isEqualTo(stem + ".pdf");
            }
        }

        try (JMSContext district = new ActiveMQConnectionFactory("tcp://127.0.0.1:" + brokerPort).createContext();
                JMSConsumer consumer = district.createConsumer(district.createQueue("roster.out.patna"))) {
            TextMessage only = (TextMessage) consumer.receive(10_000);
            assertThat(only.getIntProperty("revision")).isEqualTo(2);
            assertThat(only.getText()).contains("Bina");
            assertThat(consumer.receive(500))
                    .as("the first revision was taken off")
                    .isNull();
        }
    }

    private int accepted(int revision) {
        return jdbc.sql("select count(*) from push where session_id = 'R1' and revision = ? and state = 'accepted'")
                .param(revision)
                .query(Integer.class)
                .single();
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(200)).untilAsserted(assertion);
    }
}
