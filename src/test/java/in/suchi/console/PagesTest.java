package in.suchi.console;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.access.Officers;
import in.suchi.access.Role;
import in.suchi.site.CurrentTables;
import in.suchi.support.Browser;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;

/** Pages as officers use them: what they see, what a button does, and that pressing it twice does no harm. */
class PagesTest extends ConsoleContext {

    @Autowired
    Officers officers;

    @Autowired
    CurrentTables tables;

    @LocalServerPort
    int port;

    @BeforeEach
    void people() {
        emptyLedger();
        jdbc.sql("delete from session").update();
        jdbc.sql("delete from officer").update();
        ConsoleRows.write(jdbc, ConsoleRows.site(tables.now(), "patna"), ConsoleRows.site(tables.now(), "gaya"));
        jdbc.sql(
                        "insert into callsheet (session_id, revision, digest, people, opened_at, revised_at) values ('S-PATNA', 1, 'd', 1, '2021-01-15T18:00+05:30', '2021-01-15T18:00+05:30')")
                .update();
        jdbc.sql(
                        "insert into callsheet_entry (session_id, person_id, reason, notice_state, last_change) values ('S-PATNA', 1, 'undelivered', 'undelivered', '2021-01-15T18:00+05:30')")
                .update();
    }

    private Browser login(Role role) {
        String name = role.wire();
        String oneTime = officers.add(name, role, "patna", ConsoleRows.site(tables.now(), "patna"));
        String password = "own-password-of-" + name;
        assertThat(officers.changePassword(name, oneTime, password, password)).isNull();
        return Browser.login(port, name, password);
    }

    @Test
    void aButtonPressedTwiceAtTheSameMomentActsOnce() throws Exception {
        Browser operator = login(Role.STATE_OPERATOR);
        String form = "scope=district:patna&reason=wrong+hour&once=" + UUID.randomUUID();
        Callable<ResponseEntity<String>> press = () -> operator.post("/sending/stop", form);
        ExecutorService hands = Executors.newFixedThreadPool(4);
        try {
            for (Future<ResponseEntity<String>> pressed : hands.invokeAll(List.of(press, press, press, press))) {
                assertThat(pressed.get().getStatusCode().value()).isEqualTo(302);
            }
        } finally {
            hands.shutdown();
        }
        assertThat(count("select count(*) from audit_entry where what = 'changed.stopped'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from ledger_entry where step = 'stop-switch'"))
                .isEqualTo(1);
        operator.post("/sending/go-on", "scope=district:patna&once=" + UUID.randomUUID());
        operator.post("/sending/stop", form);
        assertThat(count("select count(*) from stop_switch"))
                .as("an old form sent again stops nothing")
                .isZero();
    }

    @Test
    void numbersAreMaskedUntilSomebodyAsksAndThatIsRecorded() {
        Browser site = login(Role.SITE_IN_CHARGE);
        assertThat(site.get("/sessions/S-PATNA/calls").getBody())
                .contains("Asha 1", "******6781")
                .doesNotContain("6123456781");

        site.post("/sessions/S-PATNA/calls/numbers", "once=" + UUID.randomUUID());

        assertThat(site.get("/sessions/S-PATNA/calls").getBody()).contains("tel:+916123456781");
        assertThat(
                        count(
                                "select count(*) from audit_entry where what = 'changed.numbers-shown' and subject = 'S-PATNA' and actor = 'site-in-charge'"))
                .isEqualTo(1);
    }

    @Test
    void aCallsResultIsTypedInAndSaidOnThePageThatFollows() {
        Browser site = login(Role.SITE_IN_CHARGE);

        ResponseEntity<String> saved =
                site.post("/sessions/S-PATNA/calls/1", "result=will-come&remark=by+bus&once=" + UUID.randomUUID());

        assertThat(saved.getHeaders().getLocation().getPath()).isEqualTo("/sessions/S-PATNA/calls");
        assertThat(site.get("/sessions/S-PATNA/calls").getBody()).contains("Recorded.", "will come", "by bus");
        assertThat(jdbc.sql("select result_by from callsheet_entry")
                        .query(String.class)
                        .single())
                .isEqualTo("site-in-charge");
    }

    @Test
    void aSiteInChargeBeginsWithTheirOwnSessionsAndSeesNoOther() {
        Browser site = login(Role.SITE_IN_CHARGE);

        assertThat(site.get("/").getHeaders().getLocation().getPath()).isEqualTo("/sessions");
        assertThat(site.get("/sessions?everyone=true").getBody())
                .contains("/sessions/S-PATNA")
                .doesNotContain("S-GAYA");
    }

    @Test
    void whoeverIsRemovedIsOutAtOnce() {
        Browser auditor = login(Role.AUDITOR);
        assertThat(auditor.get("/audit").getStatusCode().value()).isEqualTo(200);

        officers.remove("auditor", "admin");

        assertThat(auditor.get("/audit").getStatusCode().value()).isEqualTo(403);
    }

    @Test
    void theAuditTrailCannotBeChanged() {
        login(Role.VIEWER).get("/");
        assertThat(count("select count(*) from audit_entry")).isPositive();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> jdbc.sql("delete from audit_entry").update())
                .hasMessageContaining("the audit trail is not changed");
    }

    private long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
