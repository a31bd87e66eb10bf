package in.suchi.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.ledger.Balance;
import in.suchi.ledger.Balances;
import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Tables, plan and wordings are edited while the whole hub runs. */
@DirtiesContext
class ReloadTest extends HubTest {

    private static final Path SHIPPED = Path.of("config");
    private static final Path CONFIG = copyOfTheShipped();
    private static final String NEW_SITE =
            "BR212-900,PHC New Danapur,पीएचसी नया दानापुर,PHC New Danapur,पीएचसी नया दानापुर,phc,Patna,212,%s,25.6100,85.1300,yes,%n";
    /** A pincode that no table has. */
    private static final String UNKNOWN = "800999";

    @DynamicPropertySource
    static void ownConfiguration(DynamicPropertyRegistry registry) {
        registry.add("suchi.config", CONFIG::toString);
    }

    @Autowired
    Reload reload;

    @Autowired
    DomainClock clock;

    @Autowired
    Balances balances;

    private long lastPerson;

    @BeforeEach
    void startFromTheShippedConfiguration() {
        clock.moveTo(
                LocalDateTime.parse("2021-01-13T21:00").atZone(DomainClock.ZONE).toInstant());
        emptyLedger();
        jdbc.sql("delete from session").update();
        restore();
        reload.run(false, "test");
        jdbc.sql("""
                        insert into extract (file_name, size_bytes, modified_at, exported_at, is_full, state, taken_at, rows_read, rows_new)
                        values ('registrations.csv', 1, now(), now(), true, 'loaded', now(), 0, 0)""").update();
    }

    @AfterEach
    void thePeopleBalanceHolds() {
        assertThat(balances.count().stream().filter(b -> b.name().startsWith("people")))
                .isNotEmpty()
                .allMatch(Balance::holds);
    }

    @Test
    void nothingEditedChangesNothing() {
        assertThat(reload.run(false, "operator").words()).containsExactly("nothing");
    }

    @Test
    void aNewPincodeAndSitePlaceWhoWasHeldAndTheDryRunForetellsIt() {
        held(3);
        append("pincodes.csv", UNKNOWN + ",Patna,212,Bihar,25.61,85.13,own,1,\n");
        append("sites.csv", NEW_SITE.formatted(UNKNOWN));

        Reloaded foretold = reload.run(true, "operator");

        assertThat(foretold.applied()).isFalse();
        assertThat(foretold.words())
                .contains(
                        "1 sites added",
                        "1 pincodes added",
                        "5 sessions added",
                        "3 people held get a site",
                        "3 people who wait get an appointment",
                        "3 notices owed: invite");
        assertThat(count("held")).isEqualTo(3);
        assertThat(count("session where site_code = 'BR212-900'")).isZero();

        Reloaded done = reload.run(false, "operator");

        assertThat(done.applied()).isTrue();
        assertThat(done.words()).isEqualTo(foretold.words());
        assertThat(count("held")).isZero();
        assertThat(count("appointment a join session s using (session_id) where s.site_code = 'BR212-900'"))
                .isEqualTo(3);
        assertThat(jdbc.sql("select what || ' ' || actor from ledger_entry where step = 'reload'")
                        .query(String.class)
                        .list())
                .last()
                .asString()
                .contains("1 sites added", "3 people held get a site")
                .endsWith(" operator");
    }

    @Test
    void aBrokenTableRefusesTheWholeAndNamesEveryPlace() {
        held(1);
        append("pincodes.csv", UNKNOWN + ",Patna,212,Bihar,25.61,85.13,own,1,\n");
        append("sites.csv", NEW_SITE.formatted(UNKNOWN) + NEW_SITE.formatted("80099"));
        edit("sms/invite.yaml", "{time}", "{tyme}");

        Reloaded refused = reload.run(false, "operator");

        assertThat(refused.applied()).isFalse();
        assertThat(refused.refused()).anySatisfy(finding -> {
            assertThat(finding.file()).isEqualTo(CONFIG.resolve("sites.csv").toString());
            assertThat(finding.line()).isEqualTo(708);
            assertThat(finding.key()).isEqualTo("pincode");
            assertThat(finding.remedy()).startsWith("write six digits");
        });
        assertThat(refused.refused()).anySatisfy(finding -> {
            assertThat(finding.file())
                    .isEqualTo(CONFIG.resolve("sms/invite.yaml").toString());
            assertThat(finding.line()).isEqualTo(9);
        });
        assertThat(count("held")).isOne();
        assertThat(count("session where site_code = 'BR212-900'")).isZero();

        restore();
        assertThat(reload.run(false, "operator").words()).containsExactly("nothing");
    }

    @Test
    void whoeverIsOnAClosedSiteGetsAnotherAndIsToldOnce() {
        String site = "BR212-001";
        List<Long> people = Stream.of(1, 2).map(n -> placed(site)).toList();
        reload.run(false, "operator");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(count("appointment")).isEqualTo(2));
        closeSite(site);

        Reloaded done = reload.run(false, "operator");

        assertThat(done.words()).contains("1 sites closed", "2 people of closed sites get another site");
        assertThat(count("placement where site_code = '" + site + "'")).isZero();
        assertThat(count("session where site_code = '" + site + "' and status = 'planned'"))
                .isZero();
        assertThat(count("appointment")).isEqualTo(2);
        assertThat(jdbc.sql("select count(*) from notice where person_id = any(?) and state = 'scheduled'")
                        .param(people.toArray(Long[]::new))
                        .query(Long.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void anotherWordingTellsNobodyAgain() {
        placed("BR212-001");
        reload.run(false, "operator");
        long owed = count("notice");
        edit("sms/invite.yaml", "फोटो पहचान पत्र साथ लाएँ", "पहचान पत्र साथ लाएँ");

        Reloaded done = reload.run(false, "operator");

        assertThat(done.wordings()).containsExactly("invite/hi");
        assertThat(done.owed()).isEmpty();
        assertThat(count("notice")).isEqualTo(owed);
    }

    private void held(int people) {
        for (int i = 0; i < people; i++) {
            long id = person(UNKNOWN);
            jdbc.sql(
                            "insert into held values (?, 'pincode-unknown', 'pincode-unknown|x', 'The pincode is unknown.', ?)")
                    .params(id, Timestamp.from(clock.instant()))
                    .update();
        }
    }

    private long placed(String site) {
        long id = person("800001");
        jdbc.sql("insert into placement values (?, ?, 'posting-facility', null, 'named', ?)")
                .params(id, site, Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("insert into waiting values (?, ?)")
                .params(id, Timestamp.from(clock.instant()))
                .update();
        return id;
    }

    private long person(String postingPincode) {
        long id = ++lastPerson;
        jdbc.sql("""
                        insert into person (person_id, registration_id, name, mobile, posting_district, posting_pincode, row_digest,
                            exported_at, extract_id)
                        values (?, ?, 'Name', ?, 'Patna', ?, gen_random_uuid(), ?, 1)""")
                .params(id, "R" + id, "61%08d".formatted(id), postingPincode, Timestamp.from(Instant.now()))
                .update();
        jdbc.sql("insert into registration (person_id, version, extract_id, line, recorded_at) values (?, 1, 1, ?, ?)")
                .params(id, id, Timestamp.from(Instant.now()))
                .update();
        return id;
    }

    private long count(String from) {
        return jdbc.sql("select count(*) from " + from).query(Long.class).single();
    }

    private static void closeSite(String code) {
        try {
            Path file = CONFIG.resolve("sites.csv");
            Files.write(
                    file,
                    Files.readAllLines(file).stream()
                            .map(line -> line.startsWith(code + ",") ? line.replace(",yes,", ",no,") : line)
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void append(String name, String rows) {
        try {
            Path file = CONFIG.resolve(name);
            Files.writeString(file, Files.readString(file) + rows);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void edit(String name, String find, String replace) {
        try {
            Path file = CONFIG.resolve(name);
            String text = Files.readString(file);
            assertThat(text).contains(find);
            Files.writeString(file, text.replace(find, replace));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path copyOfTheShipped() {
        try {
            Path folder = Files.createTempDirectory("suchi-config");
            copyTo(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void restore() {
        copyTo(CONFIG);
    }

    private static void copyTo(Path folder) {
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(SHIPPED.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
            Path rules = folder.resolve("sessions.yaml");
            Files.writeString(
                    rules,
                    Files.readString(rules)
                            .replaceAll("districts: \\[]", "districts: [patna]")
                            .replaceAll("to: 2021-03-13", "to: 2021-01-23"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
