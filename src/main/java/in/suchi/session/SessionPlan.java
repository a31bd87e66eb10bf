package in.suchi.session;

import in.suchi.config.InvalidValue;
import in.suchi.config.StrictYaml;
import in.suchi.ledger.WriterLock;
import in.suchi.notice.NoticeTimeRules;
import in.suchi.site.CurrentTables;
import in.suchi.time.DomainClock;
import jakarta.annotation.PostConstruct;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings the ledger's sessions to the plan. Sessions that began are left as they were, and so are those made or changed in
 * the console. The people on a session that moved or was cancelled are told as {@link Telling} says; whoever lost a session
 * is seated anew in the same transaction, so that usually one SMS tells both.
 */
@Component("sessionPlan")
public class SessionPlan {

    private static final Logger LOG = LoggerFactory.getLogger(SessionPlan.class);
    private static final String STEP = "apply-plan";

    private final SessionStore store;
    private final SessionChanges changes;
    private final TransactionTemplate transaction;
    private final WriterLock writerLock;
    private final DomainClock clock;
    private final SessionSettings settings;
    private final CurrentTables tables;
    private final SessionFiller filler;

    /** @param schema not used itself: it makes the database ready before this bean */
    SessionPlan(
            DataSource dataSource,
            JdbcClient schema,
            PlatformTransactionManager transactions,
            WriterLock writerLock,
            DomainClock clock,
            SessionSettings settings,
            CurrentTables tables,
            SessionFiller filler,
            ObjectProvider<NoticeTimeRules> rules) {
        JdbcTemplate jdbc = new JdbcTemplate(dataSource);
        this.store = new SessionStore(jdbc, dataSource);
        this.changes = new SessionChanges(
                jdbc, new Telling(jdbc, rules.getIfAvailable(() -> NoticeTimeRules.DEFAULT)), new FillRequests(jdbc));
        this.transaction = new TransactionTemplate(transactions);
        this.writerLock = writerLock;
        this.clock = clock;
        this.settings = settings;
        this.tables = tables;
        this.filler = filler;
    }

    /**
     * Reads the plan's files and applies what differs; at the start of the hub.
     *
     * @throws in.suchi.config.ConfigurationProblem when anything in it is wrong; nothing was applied then
     */
    @PostConstruct
    public PlanOutcome apply() {
        Collection<PlannedSession> plan = new PlanFiles(tables.now()).read(settings.rules(), settings.list());
        PlanOutcome outcome = inTransaction(() -> fillAfter(apply(plan, STEP)));
        LOG.info(
                "plan of {} sessions applied: {} new, {} changed, {} cancelled, {} removed",
                plan.size(),
                outcome.added(),
                outcome.changed(),
                outcome.cancelled(),
                outcome.removed());
        return outcome;
    }

    /**
     * As {@link #apply}, in the caller's transaction, who fills afterwards.
     *
     * @param actor who has the plan read anew
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public PlanOutcome applyUnfilled(String actor) {
        Collection<PlannedSession> plan = new PlanFiles(tables.now()).read(settings.rules(), settings.list());
        writerLock.take();
        return apply(plan, actor);
    }

    /** One rule of the plan, as the page shows it. */
    public record RuleView(
            String name,
            List<String> sites,
            List<String> districts,
            List<String> weekdays,
            String from,
            String to,
            String start,
            String end,
            int capacity) {}

    /** The rules as they lie in the file now. */
    public List<RuleView> rules() {
        return StrictYaml.read(settings.rules(), SessionRules.class, name -> null).rules().stream()
                .map(rule -> new RuleView(
                        rule.name(),
                        rule.sites(),
                        rule.districts(),
                        rule.weekdays(),
                        rule.from(),
                        rule.to(),
                        rule.start(),
                        rule.end(),
                        rule.capacity()))
                .toList();
    }

    private PlanOutcome fillAfter(PlanOutcome outcome) {
        return outcome.isNothing() ? outcome : outcome.with(filler.fillNow());
    }

    /** Makes or changes one session in the console; from then on the plan's files no longer change it. */
    public PlanOutcome put(PlannedSession session, String officer) {
        return inTransaction(() -> {
            PlannedSession before = store.find(session.sessionId());
            PlannedSession after = session.withOrigin("console");
            if (before == null) {
                return fillAfter(write(List.of(after), List.of(), List.of(), List.of(), officer));
            }
            return fillAfter(write(
                    List.of(),
                    after.cancelled() ? List.of() : List.of(after),
                    after.cancelled() ? List.of(after) : List.of(),
                    List.of(),
                    officer));
        });
    }

    /** What {@link #cancel} would change, itself undone before anybody sees it; empty where it would do nothing. */
    public Optional<PlanOutcome> previewCancel(String sessionId, String officer) {
        return cancellable(sessionId)
                .map(session ->
                        preview(() -> fillAfter(write(List.of(), List.of(), List.of(session), List.of(), officer))));
    }

    /** What {@link #move} would change, itself undone before anybody sees it. */
    public PlanOutcome previewMove(String sessionId, LocalDate date, LocalTime start, LocalTime end, String officer) {
        PlannedSession moved = moved(sessionId, date, start, end);
        return preview(() -> fillAfter(write(List.of(), List.of(moved), List.of(), List.of(), officer)));
    }

    /**
     * Moves a session to another date or other hours in the console; its people are told.
     *
     * @throws in.suchi.config.InvalidValue where there is no such session to come, or the new time is over or not one
     */
    public PlanOutcome move(String sessionId, LocalDate date, LocalTime start, LocalTime end, String officer) {
        return put(moved(sessionId, date, start, end), officer);
    }

    private PlannedSession moved(String sessionId, LocalDate date, LocalTime start, LocalTime end) {
        PlannedSession before = store.find(sessionId);
        Instant now = clock.instant();
        if (before == null || before.cancelled() || !before.startsAt().isAfter(now)) {
            throw new InvalidValue("session", sessionId, "choose a planned session that has not begun");
        }
        if (!PlannedSession.at(date, start).isAfter(now)) {
            throw new InvalidValue("start", date + " " + start, "write a time that is still to come");
        }
        return new PlannedSession(
                before.sessionId(),
                before.siteCode(),
                before.districtSlug(),
                date,
                PlannedSession.at(date, start),
                PlannedSession.at(date, end),
                before.capacity(),
                before.slotMinutes(),
                before.categories(),
                false,
                "console");
    }

    private PlanOutcome preview(java.util.function.Supplier<PlanOutcome> work) {
        return SessionFiller.again(() -> transaction.execute(status -> {
            status.setRollbackOnly();
            writerLock.take();
            return work.get();
        }));
    }

    private Optional<PlannedSession> cancellable(String sessionId) {
        PlannedSession before = store.find(sessionId);
        return before == null || before.cancelled() || !before.endsAt().isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of(store.cancelled(before).withOrigin("console"));
    }

    /**
     * Cancels a session in the console.
     *
     * @return false when there is none of that id that is planned and not over
     */
    public boolean cancel(String sessionId, String officer) {
        Optional<PlannedSession> cancelled = cancellable(sessionId);
        cancelled.ifPresent(session ->
                inTransaction(() -> fillAfter(write(List.of(), List.of(), List.of(session), List.of(), officer))));
        return cancelled.isPresent();
    }

    private PlanOutcome inTransaction(java.util.function.Supplier<PlanOutcome> work) {
        return SessionFiller.again(() -> transaction.execute(status -> {
            writerLock.take();
            return work.get();
        }));
    }

    private PlanOutcome apply(Collection<PlannedSession> plan, String actor) {
        Instant now = clock.instant();
        Map<String, PlannedSession> known = store.all();
        List<PlannedSession> added = new ArrayList<>();
        List<PlannedSession> changed = new ArrayList<>();
        List<PlannedSession> cancelled = new ArrayList<>();
        Map<String, PlannedSession> gone = new LinkedHashMap<>(known);
        for (PlannedSession planned : plan) {
            PlannedSession before = gone.remove(planned.sessionId());
            if (before == null) {
                if (!planned.cancelled()) {
                    added.add(planned);
                }
            } else if (isLeftAlone(before, now) || before.sameAs(planned)) {
                continue;
            } else if (planned.cancelled()) {
                cancelled.add(planned);
            } else {
                changed.add(planned);
            }
        }
        List<PlannedSession> removed = gone.values().stream()
                .filter(before -> !isLeftAlone(before, now) && !before.cancelled())
                .collect(Collectors.toList());
        return write(added, changed, cancelled, removed, actor);
    }

    private static boolean isLeftAlone(PlannedSession before, Instant now) {
        return before.origin().equals("console") || !before.startsAt().isAfter(now);
    }

    private PlanOutcome write(
            List<PlannedSession> added,
            List<PlannedSession> changed,
            List<PlannedSession> cancelled,
            List<PlannedSession> removed,
            String actor) {
        if (added.isEmpty() && changed.isEmpty() && cancelled.isEmpty() && removed.isEmpty()) {
            return new PlanOutcome(0, 0, 0, 0, Filled.NOTHING);
        }
        Instant now = clock.instant();
        int deleted = store.deleteUnused(removed);
        List<PlannedSession> off = new ArrayList<>(cancelled);
        store.stillThere(removed).forEach(before -> off.add(store.cancelled(before)));
        store.insert(added);
        changes.move(changed, store, now, actor);
        changes.cancel(off, store, now, actor);
        filler.request();
        return new PlanOutcome(added.size(), changed.size(), off.size(), deleted, Filled.NOTHING);
    }
}
