package in.suchi.session;

import in.suchi.ledger.WriterLock;
import in.suchi.site.CurrentTables;
import in.suchi.time.DomainClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;

/** The plan without files: sessions are cancelled and moved one by one, as in the console. */
class SessionPlanOnConsole {

    private final SessionPlan plan;
    private final SessionStore store;

    SessionPlanOnConsole(
            DataSource dataSource,
            PlatformTransactionManager transactions,
            WriterLock writerLock,
            DomainClock clock,
            CurrentTables tables,
            SessionFiller filler) {
        store = new SessionStore(new JdbcTemplate(dataSource), dataSource);
        plan = new SessionPlan(
                dataSource,
                null,
                transactions,
                writerLock,
                clock,
                new SessionSettings(Path.of("none"), Path.of("none"), 40, Duration.ofHours(2), List.of()),
                tables,
                filler,
                new StaticListableBeanFactory().getBeanProvider(in.suchi.notice.NoticeTimeRules.class));
    }

    void cancel(String session) {
        plan.cancel(session, "officer");
    }

    void oneHourLater(String session) {
        PlannedSession before = store.find(session);
        if (before.cancelled()) {
            return;
        }
        Duration hour = Duration.ofHours(1);
        plan.put(
                new PlannedSession(
                        before.sessionId(),
                        before.siteCode(),
                        before.districtSlug(),
                        before.date(),
                        before.startsAt().plus(hour),
                        before.endsAt().plus(hour),
                        before.capacity(),
                        before.slotMinutes(),
                        before.categories(),
                        false,
                        "console"),
                "officer");
    }
}
