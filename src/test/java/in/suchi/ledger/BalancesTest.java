package in.suchi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import in.suchi.support.TestDatabase;
import in.suchi.time.DomainClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class BalancesTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private JdbcClient jdbc;
    private LedgerRows rows;
    private Balances balances;

    @BeforeEach
    void aTrueHistory() {
        DataSource source = TestDatabase.fresh();
        jdbc = JdbcClient.create(source);
        rows = new LedgerRows(jdbc);
        DomainClock clock = DomainClock.movable(Instant.parse("2021-01-16T13:00:00Z"));
        balances = new Balances(
                jdbc, clock, new Alarms(jdbc, clock), new ObjectMapper(), new JdbcTransactionManager(source), meters);
        rows.history(Integer.getInteger("suchi.balances.people", 300));
    }

    private Balance counted(String name) {
        return balances.count().stream()
                .filter(b -> b.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void allHoldOverATrueHistory() {
        assertThat(balances.count())
                .allSatisfy(
                        balance -> assertThat(balance).as(balance.toString()).returns(true, Balance::holds));
        assertThat(balances.latest())
                .extracting(c -> c.balance().name())
                .containsExactly("people", "extracts", "notices", "call-sheets", "lists");
        assertThat(jdbc.sql("select count(*) from alarm").query(Long.class).single())
                .isZero();
    }

    @Test
    void thePartsAddUpToWhatWasReceived() {
        assertThat(counted("people").parts())
                .containsEntry("appointed", 270L)
                .containsEntry("held", 30L)
                .containsEntry("waiting", 0L);
        assertThat(counted("people").expected()).isEqualTo(300);
        assertThat(counted("notices").parts()).containsEntry("delivered", 267L).containsEntry("no-number", 3L);
    }

    /** Each case breaks one thing in the true history; the balance that must notice it names who is concerned. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/cases/balances-broken.csv", numLinesToSkip = 1, delimiter = ';')
    void whatIsBrokenIsNoticedAndNamed(String what, String sql, String balance, String offender) {
        rows.run(sql);

        Balance counted = counted(balance);

        assertThat(counted.holds()).isFalse();
        assertThat(counted.offenders()).anySatisfy(o -> assertThat(o).isEqualTo(offender));
        assertThat(jdbc.sql("select message from alarm where kind = 'balance' and subject = ? and cleared_at is null")
                        .param(balance)
                        .query(String.class)
                        .single())
                .contains("does not hold")
                .contains(offender);
        assertThat(meters.get("suchi.balance.holds")
                        .tag("balance", balance)
                        .gauge()
                        .value())
                .isZero();
    }

    /** What is on its way is not a fault. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/cases/balances-on-the-way.csv", numLinesToSkip = 1, delimiter = ';')
    void whatIsOnItsWayIsNotAFault(String what, String sql) {
        for (String one : sql.split("\\|")) {
            rows.run(one);
        }

        assertThat(balances.count())
                .allSatisfy(
                        balance -> assertThat(balance).as(balance.toString()).returns(true, Balance::holds));
    }

    @Test
    void theAlarmIsOverWhenTheBalanceHoldsAgain() {
        rows.run("insert into waiting (person_id, since) values (5, '2021-01-12')");
        assertThat(counted("people").holds()).isFalse();

        rows.run("delete from waiting");

        assertThat(counted("people").holds()).isTrue();
        assertThat(jdbc.sql("select count(*) from alarm where cleared_at is null")
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
