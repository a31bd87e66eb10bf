package in.suchi.notice;

import in.suchi.deadletter.DeadLetters;
import in.suchi.gateway.GatewayAnswer;
import in.suchi.gateway.GatewayProfiles;
import in.suchi.ledger.Alarms;
import in.suchi.ledger.Ledger;
import in.suchi.site.CurrentTables;
import in.suchi.site.ReferenceTables;
import in.suchi.support.TestDatabase;
import in.suchi.time.DomainClock;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The parts that release, claim and record, on a real database of their own, without routes, broker and gateway. */
final class NoticeParts implements AutoCloseable {

    private static ReferenceTables tables;

    @EnableTransactionManagement
    static class Transactions {}

    final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    final DomainClock clock = DomainClock.movable(NoticeRows.DUE);
    final NoticeRows rows;
    final Dispatcher dispatcher;
    final Submissions submissions;
    final StopSwitches stops;
    final Canaries canaries;
    final ParkedReceipts receipts;
    final NoticeFailures failures;
    final JdbcClient jdbc;

    /** @param settings of gateways and dispatch: name, value, name, value … */
    NoticeParts(String... settings) {
        this(Path.of("config/gateways"), settings);
    }

    NoticeParts(Path gateways, String... settings) {
        Map<String, String> values = new HashMap<>(Map.of(
                "suchi.gateways.kannel-1.username", "u",
                "suchi.gateways.kannel-1.password", "p",
                "suchi.gateways.json-1.token", "t",
                "suchi.canary.count", "0"));
        for (int i = 0; i < settings.length; i += 2) {
            values.put(settings[i], settings[i + 1]);
        }
        DataSource database = TestDatabase.fresh();
        jdbc = JdbcClient.create(database);
        context.register(Transactions.class);
        context.registerBean(DataSource.class, () -> database);
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(DataSourceTransactionManager.class, () -> new DataSourceTransactionManager(database));
        context.registerBean(DomainClock.class, () -> clock);
        context.registerBean(GatewayProfiles.class, () -> GatewayProfiles.load(gateways, values::get));
        context.registerBean(
                CurrentTemplates.class, () -> new CurrentTemplates(SmsTemplates.load(Path.of("config/sms"))));
        context.registerBean(CurrentTables.class, () -> new CurrentTables(tables()));
        context.registerBean(
                DispatchSettings.class,
                () -> new DispatchSettings(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(60),
                        50,
                        20,
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        20,
                        Duration.ofMinutes(1),
                        Map.of()));
        context.register(
                Alarms.class,
                Ledger.class,
                DeadLetters.class,
                Lanes.class,
                Leases.class,
                StopSwitches.class,
                GatewayHealth.class,
                Canaries.class,
                DueNotices.class,
                UnreachedNotices.class,
                DayLimits.class,
                TextComposer.class,
                ReleaseBook.class,
                ReceiptReports.class,
                Dispatcher.class,
                ParkedReceipts.class,
                OutcomeBook.class,
                Submissions.class,
                NoticeFailures.class);
        context.refresh();
        rows = new NoticeRows(jdbc);
        dispatcher = context.getBean(Dispatcher.class);
        submissions = context.getBean(Submissions.class);
        stops = context.getBean(StopSwitches.class);
        canaries = context.getBean(Canaries.class);
        receipts = context.getBean(ParkedReceipts.class);
        failures = context.getBean(NoticeFailures.class);
    }

    private static synchronized ReferenceTables tables() {
        if (tables == null) {
            tables = ReferenceTables.load(Path.of("config"));
        }
        return tables;
    }

    /** All ids released now, in the order of release. */
    List<Long> release() {
        return dispatcher.release().stream()
                .flatMap(batch -> batch.ids().stream())
                .toList();
    }

    List<ClaimedNotice> claim(String gateway, List<Long> ids) {
        return submissions.claim(gateway, NoticeIds.join(ids));
    }

    /** Releases and claims what is due. */
    List<ClaimedNotice> releaseAndClaim() {
        return dispatcher.release().stream()
                .flatMap(batch -> claim(batch.gateway(), batch.ids()).stream())
                .toList();
    }

    void record(ClaimedNotice notice, GatewayAnswer answer) {
        submissions.record(notice.gateway(), List.of(new SubmitOutcome(notice, answer)));
    }

    /** A receipt as the inbox stores it, applied at once. */
    void receipt(String gateway, String reference, String status) {
        List<Long> stored = jdbc.sql("""
                        insert into receipt (gateway, reference, status, received_at, outcome) values (?, ?, ?, ?, 'parked')
                        on conflict do nothing returning receipt_id""")
                .params(gateway, reference, status, Timestamp.from(Instant.now()))
                .query(Long.class)
                .list();
        receipts.apply(stored.toArray(Long[]::new));
    }

    /** As if so much real time had gone by for whatever waits. */
    void letRealTimePass(Duration time) {
        jdbc.sql("""
                        update notice set next_try_at = next_try_at - :s * interval '1 second',
                                          lease_until = lease_until - :s * interval '1 second'""").param("s", time.toSeconds()).update();
        jdbc.sql("update attempt set doubt_since = doubt_since - ? * interval '1 second'")
                .param(time.toSeconds())
                .update();
        jdbc.sql("update canary set began_at = began_at - ? * interval '1 second'")
                .param(time.toSeconds())
                .update();
    }

    @Override
    public void close() {
        context.close();
    }
}
