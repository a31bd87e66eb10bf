package in.suchi.check;

import in.suchi.config.Finding;
import in.suchi.intake.ClosedSites;
import in.suchi.intake.HeldDecisions;
import in.suchi.ledger.Ledger;
import in.suchi.ledger.WriterLock;
import in.suchi.notice.CurrentTemplates;
import in.suchi.notice.SmsTemplates;
import in.suchi.session.PlanOutcome;
import in.suchi.session.SessionFiller;
import in.suchi.session.SessionPlan;
import in.suchi.site.CurrentTables;
import in.suchi.site.ReferenceTables;
import in.suchi.site.TableChanges;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads tables, plan and wordings anew while the hub runs. Whatever is wrong in them refuses the whole, and what was in
 * force stays. Otherwise all that follows from the change is one transaction: a dry run is the same transaction, rolled
 * back, so it tells exactly what would happen.
 */
@Component("reload")
public class Reload {

    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);
    private static final String STEP = "reload";

    private final Path config;
    private final Environment environment;
    private final ConfigurationChecks checks;
    private final CurrentTables tables;
    private final CurrentTemplates templates;
    private final SessionPlan plan;
    private final SessionFiller filler;
    private final HeldDecisions held;
    private final ClosedSites closedSites;
    private final WriterLock writerLock;
    private final Ledger ledger;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    Reload(
            @Value("${suchi.config}") Path config,
            Environment environment,
            ConfigurationChecks checks,
            CurrentTables tables,
            CurrentTemplates templates,
            SessionPlan plan,
            SessionFiller filler,
            HeldDecisions held,
            ClosedSites closedSites,
            WriterLock writerLock,
            Ledger ledger,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.config = config;
        this.environment = environment;
        this.checks = checks;
        this.tables = tables;
        this.templates = templates;
        this.plan = plan;
        this.filler = filler;
        this.held = held;
        this.closedSites = closedSites;
        this.writerLock = writerLock;
        this.ledger = ledger;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * @param dryRun only tells what would change
     * @param actor the officer, for the audit trail
     */
    public Reloaded run(boolean dryRun, String actor) {
        List<Finding> findings = checks.ofReloadable(config, environment);
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        List<Finding> warnings = findings.stream().filter(f -> !f.isError()).toList();
        if (!errors.isEmpty()) {
            LOG.warn("a reload was refused: {}", errors.get(0));
            return Reloaded.refused(errors, warnings);
        }
        ReferenceTables newTables = ReferenceTables.load(config);
        SmsTemplates newTemplates = SmsTemplates.load(config.resolve("sms"), environment::getProperty);
        Reloaded reloaded = SessionFiller.again(() -> transaction.execute(status -> {
            writerLock.take();
            Reloaded changed = apply(newTables, newTemplates, warnings, actor);
            if (dryRun) {
                status.setRollbackOnly();
                return changed.onlyTried();
            }
            ledger.note(
                    STEP, "Tables, plan and wordings were read anew: " + sentence(changed) + ".", null, null, actor);
            return changed;
        }));
        LOG.info("{}: {}", dryRun ? "a reload would change" : "reloaded", sentence(reloaded));
        return reloaded;
    }

    private static String sentence(Reloaded reloaded) {
        return String.join(", ", reloaded.words());
    }

    /** In the caller's transaction, under the writer lock. */
    private Reloaded apply(ReferenceTables newTables, SmsTemplates newTemplates, List<Finding> warnings, String actor) {
        TableChanges tableChanges = tables.now().changesTo(newTables);
        List<String> wordings = templates.now().changesTo(newTemplates);
        long lastNotice = lastNotice();
        tables.replaceInThisTransaction(newTables);
        templates.replaceInThisTransaction(newTemplates);
        PlanOutcome outcome = plan.applyUnfilled(actor);
        int heldPlaced = held.placeHeldAgain("the tables were read anew", actor);
        ClosedSites.Outcome closed = closedSites.placeAnew(actor);
        filler.request();
        return new Reloaded(
                true,
                List.of(),
                warnings,
                tableChanges,
                wordings,
                orphans(newTemplates),
                heldPlaced,
                closed,
                outcome.with(filler.fill()),
                owedSince(lastNotice));
    }

    private long orphans(SmsTemplates newTemplates) {
        return jdbc.sql("""
                        select count(*) from notice where template is not null and template <> all(?)
                        and state in ('scheduled', 'queued', 'submitting', 'in-doubt') and not dead""")
                .param(newTemplates.templateIds().values().stream().distinct().toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    private long lastNotice() {
        return jdbc.sql("select coalesce(max(notice_id), 0) from notice")
                .query(Long.class)
                .single();
    }

    private Map<String, Long> owedSince(long lastNotice) {
        Map<String, Long> owed = new TreeMap<>();
        jdbc.sql("select kind, count(*) from notice where notice_id > ? and state <> 'cancelled' group by kind")
                .param(lastNotice)
                .query(row -> {
                    owed.put(row.getString(1), row.getLong(2));
                });
        return owed;
    }
}
