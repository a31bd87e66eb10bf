package in.suchi.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import in.suchi.sandbox.GatewaySettings;
import in.suchi.sandbox.KannelPeer;
import in.suchi.support.HubTest;
import in.suchi.time.DomainClock;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The forecast against what then happens: the shipped routes send to a gateway at its agreed rate while the clock runs. */
@CamelSpringBootTest
@DirtiesContext
class ForecastRouteTest extends HubTest {

    private static final int NOTICES = 1_500;
    private static final int PER_SECOND = 100;

    private static final KannelPeer KANNEL = new KannelPeer(GatewaySettings.of("suchi", "sandbox"));

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry registry) {
        KANNEL.start();
        registry.add("suchi.gateways.kannel-1.url", () -> KANNEL.submitUrl().toString());
        registry.add("suchi.gateways.kannel-1.per-second", () -> String.valueOf(PER_SECOND));
        registry.add("suchi.canary.count", () -> "0");
        registry.add("suchi.routes.release-notices-period", () -> "100");
        registry.add("suchi.routes.forecast-notices-period", () -> "200");
    }

    @AfterAll
    static void close() {
        KANNEL.close();
    }

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DomainClock clock;

    @Autowired
    Forecasts forecasts;

    @Autowired
    MeterRegistry meters;

    @Test
    void theForecastAndTheOutcomeDifferByLessThanFivePercent() {
        NoticeRows rows = new NoticeRows(jdbc);
        clock.moveTo(NoticeRows.DUE.minus(Duration.ofHours(1)));
        rows.invites(rows.session("araria"), NOTICES);
        Instant sendBy = jdbc.sql("select min(send_by) from notice")
                .query((row, n) -> row.getTimestamp(1).toInstant())
                .single();
        assertThat(forecasts.now().late()).as("from 9:00 on there is time").isZero();

        clock.moveTo(sendBy.minus(Duration.ofSeconds(8)));
        Forecast.Day forecast = forecasts.now().days().get(0);
        clock.run();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                        jdbc.sql("select message from alarm where kind = 'notices-will-be-late' and cleared_at is null")
                                .query(String.class)
                                .list())
                .singleElement()
                .asString()
                .contains("needed: "));
        assertThat(meters.get("suchi.forecast.late").gauge().value()).isPositive();

        await().atMost(Duration.ofSeconds(60))
                .until(() ->
                        rows.count("select count(*) from notice where state in ('scheduled', 'queued', 'submitting')")
                                == 0);
        long late = rows.count("select count(*) from attempt where began_at > '" + sendBy + "'");
        assertThat(forecast.late()).isEqualTo(NOTICES - 8 * PER_SECOND);
        assertThat(late)
                .as("late of %d, foretold %d", NOTICES, forecast.late())
                .isCloseTo(forecast.late(), within(NOTICES * 5L / 100));
        await().atMost(Duration.ofSeconds(10))
                .until(() -> rows.count(
                                "select count(*) from alarm where kind = 'notices-will-be-late' and cleared_at is null")
                        == 0);
    }
}
