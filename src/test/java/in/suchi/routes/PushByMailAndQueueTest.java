package in.suchi.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.zaxxer.hikari.HikariDataSource;
import in.suchi.district.HangingServer;
import in.suchi.district.LedgerRows;
import in.suchi.roster.Rosters;
import in.suchi.support.HubTest;
import in.suchi.support.TestCertificates;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.QueueBrowser;
import jakarta.jms.TextMessage;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.apache.commons.io.FileUtils;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** routes/40 as shipped, with districts that take lists by e-mail and from a queue, and many whose servers hang. */
@CamelSpringBootTest
class PushByMailAndQueueTest extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PASSWORD = "p)a&s%s+w }rd";
    private static final String SITE = "BR212-004";
    private static final String SILENT_SITE = "BR212-001";

    /** More than the 12 connections the tests' pool has. */
    private static final List<String> HANGING = List.of(
            "araria",
            "arwal",
            "aurangabad",
            "banka",
            "begusarai",
            "bhagalpur",
            "bhojpur",
            "buxar",
            "darbhanga",
            "gopalganj",
            "jamui",
            "jehanabad",
            "kaimur",
            "katihar",
            "khagaria",
            "kishanganj");

    private static GreenMail plain;
    private static GreenMail encrypted;
    private static HangingServer hanging;

    @Autowired
    Rosters rosters;

    @Autowired
    DataSource dataSource;

    @Autowired
    @Qualifier("pooledConnectionFactory")
    ConnectionFactory broker;

    @DynamicPropertySource
    static void districts(DynamicPropertyRegistry registry) throws IOException {
        Path folder = Files.createTempDirectory("suchi-mail");
        TestCertificates certificates = new TestCertificates(folder);
        certificates.make("mail");
        System.setProperty(
                "greenmail.tls.keystore.file", folder.resolve("mail.p12").toString());
        System.setProperty("greenmail.tls.keystore.password", new String(TestCertificates.PASSWORD));
        plain = mailServer(ServerSetup.PROTOCOL_SMTP);
        encrypted = mailServer(ServerSetup.PROTOCOL_SMTPS);
        hanging = new HangingServer();
        Path config = folder.resolve("config");
        FileUtils.copyDirectory(Path.of("config").toFile(), config.toFile());
        giveEmail(config.resolve("sites.csv"));
        Files.writeString(config.resolve("districts.yaml"), yaml(certificates));
        registry.add("suchi.config", config::toString);
        registry.add("suchi.test.password", () -> PASSWORD);
        registry.add("suchi.pushes.back-off", () -> "300ms");
        registry.add("suchi.pushes.probe-every", () -> "400ms");
        registry.add("suchi.routes.plan-pushes-period", () -> "200");
        registry.add("suchi.routes.release-pushes-period", () -> "100");
        registry.add("suchi.routes.check-punctuality-period", () -> "300");
        registry.add("suchi.routes.fill-period", () -> "3600000");
        registry.add("suchi.routes.release-notices-period", () -> "3600000");
    }

    private static GreenMail mailServer(String protocol) {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
        server.start();
        server.setUser("suchi@health.example.in", "suchi", PASSWORD);
        return server;
    }

    private static int port(GreenMail server) {
        return (server == plain ? server.getSmtp() : server.getSmtps()).getPort();
    }

    /** One site has an e-mail, the others none. */
    private static void giveEmail(Path sites) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(sites)) {
            if (lines.isEmpty()) {
                lines.add(line + ",email");
            } else {
                lines.add(line + "," + (line.startsWith(SITE + ",") ? "incharge@pmch.example.in" : ""));
            }
        }
        Files.write(sites, lines);
    }

    private static String yaml(TestCertificates certificates) {
        StringBuilder yaml = new StringBuilder(
                """
                districts:
                  patna:
                    lgd: 212
                    endpoints:
                      - id: patna-mail
                        kind: mail
                        host: 127.0.0.1
                        security: tls
                        port: %d
                        user: suchi
                        password: ${suchi.test.password}
                        from: Suchi <suchi@health.example.in>
                        to: [dio.patna@health.example.in, cs.patna@health.example.in]
                        formats: [csv, xlsx, pdf]
                        trust: %s
                        timeout: 5s
                      - id: patna-site-mail
                        for: sites
                        kind: mail
                        host: 127.0.0.1
                        security: none
                        port: %d
                        user: suchi
                        password: ${suchi.test.password}
                        from: suchi@health.example.in
                        to: [<site_email>]
                        formats: [pdf]
                        timeout: 5s
                  nalanda:
                    lgd: 211
                    endpoints:
                      - id: nalanda-mail
                        kind: mail
                        host: 127.0.0.1
                        security: none
                        port: %d
                        user: suchi
                        password: another
                        from: suchi@health.example.in
                        to: [dio.nalanda@health.example.in]
                        timeout: 5s
                  gaya:
                    lgd: 196
                    endpoints:
                      - id: gaya-queue
                        kind: queue
                        bound: 2
                """.formatted(port(encrypted), certificates.certificate("mail"), port(plain), port(plain)));
        int lgd = 900;
        for (String district : HANGING) {
            yaml.append("""
                  %1$s:
                    lgd: %2$d
                    endpoints:
                      - id: %1$s-http
                        kind: http
                        url: http://127.0.0.1:%3$d/lists
                        user: suchi
                        password: ${suchi.test.password}
                        timeout: 20s
                      - id: %1$s-mail
                        kind: mail
                        host: 127.0.0.1
                        security: none
                        port: %3$d
                        from: suchi@health.example.in
                        to: [dio@health.example.in]
                        timeout: 20s
                """.formatted(district, ++lgd, hanging.port()));
        }
        return yaml.toString();
    }

    @AfterAll
    static void stop() {
        plain.stop();
        encrypted.stop();
        hanging.close();
        System.clearProperty("greenmail.tls.keystore.file");
        System.clearProperty("greenmail.tls.keystore.password");
    }

    @Test
    void aDistrictGetsEachListAsOneMailWithItsFilesAndNoNamesInSubjectAndText() throws Exception {
        LedgerRows ledger = session("E1", SILENT_SITE, "patna");
        ledger.revise("E1", rosters);
        soon(() -> assertThat(state("E1", 1, "patna-mail")).isEqualTo("accepted"));
        ledger.appointed("E1", 2, "Bina", "6100000002");
        ledger.revise("E1", rosters);
        soon(() -> assertThat(state("E1", 2, "patna-mail")).isEqualTo("accepted"));

        MimeMessage mail = mails(encrypted, "E1/2").get(0);
        assertThat(mail.getSubject())
                .isEqualTo("Roster " + SILENT_SITE + " 2021-01-15, session E1: revision 2, 2 people");
        assertThat(GreenMailUtil.getAddressList(mail.getFrom())).contains("suchi@health.example.in");
        assertThat(mails(encrypted, "E1/2")).as("one for each of two receivers").hasSize(2);
        assertThat(Collections.list(mail.getAllHeaders()))
                .as("nothing of the broker's or the hub's own")
                .noneMatch(header -> header.getName().matches("(?i)hub.*|jms.*|camel.*|district|endpoint"));
        List<BodyPart> parts = parts(mail);
        assertThat(parts.get(0).getContent().toString())
                .contains("revision 2, 2 people, digest " + digest("E1") + ", replaces 1")
                .doesNotContain("Asha");
        String stem = "roster-patna-" + SILENT_SITE + "-2021-01-15-E1-r2";
        assertThat(parts)
                .extracting(part -> part.getFileName())
                .containsExactly(null, stem + ".csv", stem + ".xlsx", stem + ".pdf");
        assertThat(new String(parts.get(1).getInputStream().readAllBytes(), "UTF-8"))
                .contains("Asha", "Bina");
        assertThat(new String(parts.get(3).getInputStream().readAllBytes(), "ISO-8859-1"))
                .startsWith("%PDF-1");
    }

    @Test
    void aPersonInChargeGetsTheOwnSessionsListOnlyWithWhatItReplacesAndASiteWithoutAddressIsNamedInAnAlarm()
            throws Exception {
        session("E2", SITE, "patna").revise("E2", rosters);
        session("E3", SILENT_SITE, "patna").revise("E3", rosters);
        soon(() -> assertThat(state("E2", 1, "patna-site-mail")).isEqualTo("accepted"));
        soon(() -> assertThat(state("E3", 1, "patna-mail")).isEqualTo("accepted"));
        MimeMessage mail = mails(plain, "E2/1").get(0);
        assertThat(GreenMailUtil.getAddressList(mail.getAllRecipients())).isEqualTo("incharge@pmch.example.in");
        assertThat(parts(mail).get(0).getContent().toString()).contains("revision 1, 1 people", "replaces none");
        assertThat(parts(mail)).hasSize(2);
        assertThat(mails(plain, "E3/1")).isEmpty();
        assertThat(state("E3", 1, "patna-site-mail")).isEqualTo("none");
        soon(() -> assertThat(alarm("site-without-email", "patna-site-mail")).contains(SILENT_SITE));
    }

    @Test
    void aMailServerThatRefusesTheLoginPausesTheEndpointWithOneAlarm() {
        session("E4", "BR211-001", "nalanda").revise("E4", rosters);
        soon(() -> assertThat(alarm("endpoint-paused", "nalanda-mail")).contains("refuses the login"));
        assertThat(state("E4", 1, "nalanda-mail")).isNotEqualTo("dead");
        plain.setUser("suchi@health.example.in", "suchi", "another");
        soon(() -> assertThat(state("E4", 1, "nalanda-mail")).isEqualTo("accepted"));
        plain.setUser("suchi@health.example.in", "suchi", PASSWORD);
    }

    @Test
    void aQueueKeepsTheLatestRevisionOfEachSessionAndWaitsWhenItIsFull() throws Exception {
        session("Q1", "BR-1", "gaya").revise("Q1", rosters);
        session("Q2", "BR-1", "gaya").revise("Q2", rosters);
        soon(() -> assertThat(queued()).containsExactlyInAnyOrder("Q1 r1", "Q2 r1"));
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.appointed("Q1", 2, "Bina", "6100000002");
        ledger.revise("Q1", rosters);
        soon(() -> assertThat(queued()).containsExactlyInAnyOrder("Q2 r1", "Q1 r2"));

        session("Q3", "BR-1", "gaya").revise("Q3", rosters);
        soon(() -> assertThat(alarm("endpoint-paused", "gaya-queue")).contains("its queue is full"));
        assertThat(queued()).hasSize(2);
        try (JMSContext context = broker.createContext();
                JMSConsumer district = context.createConsumer(context.createQueue("roster.out.gaya"))) {
            Map<String, JsonNode> lists = new HashMap<>();
            for (int i = 0; i < 3; i++) {
                JsonNode list = JSON.readTree(((TextMessage) district.receive(20_000)).getText());
                lists.put(list.path("session").path("session_id").asText(), list);
            }
            assertThat(lists).containsOnlyKeys("Q1", "Q2", "Q3");
            assertThat(lists.get("Q1").path("revision").asInt()).isEqualTo(2);
            assertThat(lists.get("Q1").path("replaces").asInt()).isEqualTo(1);
            assertThat(lists.get("Q2").path("people").get(0).path("name").asText())
                    .isEqualTo("Asha");
        }
        soon(() -> assertThat(state("Q3", 1, "gaya-queue")).isEqualTo("accepted"));
        assertThat(alarm("endpoint-paused", "gaya-queue")).isEmpty();
    }

    @Test
    void moreHangingDistrictsThanDatabaseConnectionsDelayNobodyElse() throws Exception {
        HikariDataSource pool = dataSource.unwrap(HikariDataSource.class);
        assertThat(HANGING).hasSizeGreaterThan(pool.getMaximumPoolSize());
        for (String district : HANGING) {
            session("H-" + district, "BR-1", district).revise("H-" + district, rosters);
        }
        int endpoints = 2 * HANGING.size();
        soon(() -> assertThat(jdbc.sql("select count(*) from push where session_id like 'H-%' and state = 'sending'")
                        .query(Integer.class)
                        .single())
                .isEqualTo(endpoints));
        soon(() -> assertThat(hanging.connections()).isGreaterThanOrEqualTo(endpoints));
        assertThat(pool.getHikariPoolMXBean().getActiveConnections())
                .as("nobody who waits for a peer holds a connection")
                .isLessThan(pool.getMaximumPoolSize() / 2);

        long before = System.nanoTime();
        session("H-gaya", "BR-1", "gaya").revise("H-gaya", rosters);
        session("H-patna", SILENT_SITE, "patna").revise("H-patna", rosters);
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(state("H-patna", 1, "patna-mail")).isEqualTo("accepted");
            assertThat(state("H-gaya", 1, "gaya-queue")).isIn("accepted", "pending");
        });
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(15));
        assertThat(jdbc.sql("select count(*) from push where session_id like 'H-%' and state = 'sending'")
                        .query(Integer.class)
                        .single())
                .as("they hang still")
                .isEqualTo(endpoints);
        hanging.close();
    }

    private LedgerRows session(String id, String site, String district) {
        LedgerRows ledger = new LedgerRows(jdbc);
        ledger.session(id, site, district, LedgerRows.START.minus(Duration.ofHours(20)));
        ledger.appointed(id, 1, "Asha", "6100000001");
        return ledger;
    }

    private List<String> queued() throws JMSException {
        List<String> queued = new ArrayList<>();
        try (JMSContext context = broker.createContext();
                QueueBrowser browser = context.createBrowser(context.createQueue("roster.out.gaya"))) {
            for (Object message : Collections.list(browser.getEnumeration())) {
                TextMessage text = (TextMessage) message;
                queued.add(text.getStringProperty("session_id") + " r" + text.getIntProperty("revision"));
            }
        }
        return queued;
    }

    private static List<MimeMessage> mails(GreenMail server, String key) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return key.equals(mail.getHeader("Idempotency-Key", null));
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    private static List<BodyPart> parts(MimeMessage mail) throws Exception {
        MimeMultipart content = (MimeMultipart) mail.getContent();
        List<BodyPart> parts = new ArrayList<>();
        for (int i = 0; i < content.getCount(); i++) {
            parts.add(content.getBodyPart(i));
        }
        return parts;
    }

    private String state(String session, int revision, String endpoint) {
        return jdbc.sql(
                        "select state from push where kind = 'roster' and session_id = ? and revision = ? and endpoint = ?")
                .params(session, revision, endpoint)
                .query(String.class)
                .optional()
                .orElse("none");
    }

    private String alarm(String kind, String subject) {
        return jdbc.sql("select message from alarm where kind = ? and subject = ? and cleared_at is null")
                .params(kind, subject)
                .query(String.class)
                .optional()
                .orElse("");
    }

    private String digest(String session) {
        return jdbc.sql("select digest from roster where session_id = ?")
                .param(session)
                .query(String.class)
                .single();
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion);
    }
}
