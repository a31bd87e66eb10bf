package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.ledger.HubHealth;
import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.health.CompositeHealth;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthEndpoint;

/** What is wrong stands in the health answer in words, and makes the hub neither down nor unready. */
class HealthInWordsTest extends HubTest {

    private static final Instant EVENING = Instant.parse("2021-01-13T15:30:00Z");

    @Autowired
    HealthEndpoint endpoint;

    @Autowired
    GatewayHealth gateways;

    @Autowired
    StopSwitches stops;

    @Autowired
    DomainClock clock;

    @AfterEach
    void asItWas() {
        gateways.worked("kannel-1");
        clock.moveTo(EVENING);
        emptyLedger();
    }

    @Test
    void aFailingGatewayIsNamedWithWhatWaitsForItAndUntilWhen() {
        gateways.failed("kannel-1", 25, "no-answer (SocketTimeoutException)");
        NoticeRows rows = new NoticeRows(jdbc);
        rows.invites(rows.session("araria"), 12);
        clock.moveTo(NoticeRows.DUE);

        Health health = component("gateways");

        assertThat(health.getStatus()).isEqualTo(HubHealth.DEGRADED);
        assertThat(detail(health, "kannel-1"))
                .matches("circuit open since \\d\\d:\\d\\d \\(no-answer \\(SocketTimeoutException\\)\\), "
                        + "12 notices waiting, first send-by 15 Jan 18:00");
    }

    @Test
    void aStoppedGatewayIsNamedWithWhoStoppedItAndWhy() {
        stops.stop(StopSwitches.gateway("kannel-1"), "asha", "wrong wording");

        assertThat(detail(component("gateways"), "kannel-1"))
                .startsWith("stopped by asha since ")
                .contains("(wrong wording), no notice waiting");
    }

    @Test
    void anEndpointThatTakesNothingIsNamed() {
        jdbc.sql(
                        "insert into endpoint_rest values ('patna-sftp', 'patna', 'login-refused', 3, '2021-01-13T18:02:00+05:30', now())")
                .update();

        Health health = component("endpoints");

        assertThat(health.getStatus()).isEqualTo(HubHealth.DEGRADED);
        assertThat(detail(health, "patna-sftp"))
                .isEqualTo("login-refused since 13 Jan 18:02, 3 tries, 0 lists waiting");
    }

    @Test
    void theBrokersStoreIsSeenAndTheWholeIsNotDown() {
        assertThat(detail(component("brokerStore"), "store")).matches("\\d+ % used");
        assertThat(endpoint.healthForPath("readiness").getStatus().getCode()).isEqualTo("UP");
    }

    private Health component(String name) {
        Map<String, ?> components = ((CompositeHealth) endpoint.health()).getComponents();
        return (Health) components.get(name);
    }

    private static String detail(Health health, String name) {
        return String.valueOf(health.getDetails().get(name));
    }
}
