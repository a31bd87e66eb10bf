package in.suchi.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.support.HubTest;
import in.suchi.support.RealOpenSsh;
import in.suchi.support.RealProcesses;
import in.suchi.time.DomainClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;
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
 * Once against the programs others wrote: Debian's OpenSSH as registry and district, Debian's Kannel as gateway. Asked for with
 * {@code -Dsuchi.real-peers=true} ({@code .ci/run} does); then a program that is missing is a failure.
 */
@EnabledIfSystemProperty(named = "suchi.real-peers", matches = "true")
@DirtiesContext // its peers end with it
class RealPeersIT extends HubTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String HEADER = "registration_id,name,name_hi,gender,year_of_birth,mobile,category,id_type,"
            + "home_address,home_pincode,posting_facility,posting_district,posting_pincode,registered_at\n";
    private static final String ASHA = "R1,Asha Devi,आशा देवी,F,1985,61005 96270,ANM,Aadhaar,Kankarbagh,800020,"
            + "Patna Medical College Hospital (PMCH),Patna,800004,2021-01-02T10:00:00+05:30\n";
    private static final String BINOD = "R2,Binod Kumar,बिनोद कुमार,M,1979,6100000002,Doctor,Aadhaar,Danapur,801503,"
            + "Patna Medical College Hospital (PMCH),Patna,800004,2021-01-02T11:00:00+05:30\n";
    private static final String NAMELESS = "R3,,,F,1990,6100000003,ANM,Aadhaar,Danapur,801503,PMCH,Patna,800004,\n";

    private static Path folder;
    private static RealProcesses processes;
    private static RealOpenSsh registry;
    private static RealOpenSsh district;
    private static RealKannel kannel;

    @Autowired
    DomainClock clock;

    @DynamicPropertySource
    static void realPeers(DynamicPropertyRegistry properties) throws IOException {
        assertThat(RealOpenSsh.isInstalled() && RealKannel.isInstalled())
                .as("the packages openssh-server, kannel and kannel-extras are installed")
                .isTrue();
        folder = Files.createTempDirectory("suchi-real-peers");
        processes = new RealProcesses(folder);
        registry = new RealOpenSsh(processes, folder, "registry").withFolders("outbox", "rejects");
        district = new RealOpenSsh(processes, folder, "district").withFolders("rosters", "ack");
        kannel = new RealKannel(processes, folder, "suchi", "sandbox");
        properties.add("suchi.registry.enabled", () -> "true");
        properties.add("suchi.registry.port", registry::port);
        properties.add("suchi.registry.user", RealOpenSsh::user);
        properties.add("suchi.registry.private-key", registry::privateKey);
        properties.add("suchi.registry.known-hosts", registry::knownHosts);
        properties.add("suchi.registry.poll", () -> "500");
        properties.add("suchi.registry.still", () -> "500");
        properties.add("suchi.districts.file", () -> districts().toString());
        properties.add("suchi.gateways.kannel-1.url", kannel::submitUrl);
        properties.add("suchi.pushes.index-wait", () -> "1s");
    }

    private static Path districts() {
        try {
            return Files.writeString(folder.resolve("districts.yaml"), """
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
                            read-back: true
                    """.formatted(
                            district.port(), RealOpenSsh.user(), district.privateKey(), district.knownHosts()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    static void stopPeers() throws IOException {
        if (processes != null) {
            processes.close();
            PathUtils.deleteDirectory(folder);
        }
    }

    @Test
    void anExtractComesInByOpensshAndARosterGoesOutByItAndAnSmsInHindiGoesThroughKannelAndItsReceiptComesBack() {
        registry.put("outbox/registrations-20210113T200000.csv", HEADER + ASHA + BINOD + NAMELESS);

        soon(() -> assertThat(registry.files("outbox/.done")).containsExactly("registrations-20210113T200000.csv"));
        assertThat(registry.files("outbox")).isEmpty();
        soon(() -> assertThat(registry.files("rejects")).containsExactly("registrations-20210113T200000.rejects.csv"));
        assertThat(registry.read("rejects/registrations-20210113T200000.rejects.csv"))
                .contains("R3");
        soon(() -> assertThat(count("appointment")).isEqualTo(2));
        String session = jdbc.sql("select distinct session_id from appointment")
                .query(String.class)
                .single();

        clock.moveTo(at("2021-01-14T09:30:00+05:30"));
        String roster = "roster-patna-BR212-004-2021-01-16-" + session + "-r";
        String index = "index-patna-2021-01-16.csv";
        soon(() -> assertThat(district.files("rosters"))
                .containsExactlyInAnyOrder(index, index + ".sha256", roster + "1.csv", roster + "1.csv.sha256"));
        assertThat(district.read("rosters/" + roster + "1.csv"))
                .contains("Asha Devi", "आशा देवी", "6100596270", "Binod Kumar");
        assertChecksum(roster + "1.csv");

        // a corrected mobile: another revision, and the index replaces the file that lies there under its name
        registry.put("outbox/registrations-20210114T090000.csv", HEADER + BINOD.replace("6100000002", "6100000009"));
        soon(() -> assertThat(district.files("rosters")).contains(roster + "2.csv", roster + "2.csv.sha256"));
        soon(() -> assertThat(district.read("rosters/" + index)).contains(roster + "2.csv"));
        soon(() -> assertChecksum(index));
        assertThat(district.read("rosters/" + roster + "2.csv")).contains("6100000009");
        assertThat(district.files("rosters")).noneMatch(name -> name.contains(".part"));
        soon(() -> assertThat(states("push")).containsOnlyKeys("accepted"));

        clock.moveTo(at("2021-01-15T10:00:00+05:30"));
        soon(() -> assertThat(jdbc.sql("select count(*) from notice where state = 'delivered'")
                        .query(Integer.class)
                        .single())
                .as("notices by state: %s", states("notice"))
                .isEqualTo(2));
        assertThat(kannel.textFor("916100596270"))
                .isEqualTo(jdbc.sql("select text from notice where mobile = '6100596270' and state = 'delivered'")
                        .query(String.class)
                        .single())
                .contains("कोविड टीकाकरण", "पीएमसीएच पटना");
        assertThat(kannel.textFor("916100000009")).contains("कोविड टीकाकरण");
        assertThat(kannel.textFor("916100000002")).isEmpty();
        assertThat(kannel.log()).contains("key=`PE_ID' value=`1000000000000000001'", "key=`TEMPLATE_ID' value=`");
        assertThat(jdbc.sql("select distinct status from receipt where outcome = 'applied'")
                        .query(String.class)
                        .list())
                .contains("DELIVRD");
        assertThat(count("dead_letter")).isZero();
    }

    private void assertChecksum(String name) {
        assertThat(district.read("rosters/" + name + ".sha256"))
                .isEqualTo(
                        DigestUtils.sha256Hex(district.read("rosters/" + name).getBytes(StandardCharsets.UTF_8)) + "  "
                                + name + "\n");
    }

    private int count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private Map<String, Integer> states(String table) {
        List<Map.Entry<String, Integer>> states = jdbc.sql("select state, count(*) from " + table + " group by state")
                .query((row, n) -> Map.entry(row.getString(1), row.getInt(2)))
                .list();
        return states.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time).toInstant();
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(200)).untilAsserted(assertion);
    }
}
