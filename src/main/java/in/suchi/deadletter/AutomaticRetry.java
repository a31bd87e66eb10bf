package in.suchi.deadletter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts dead letters back by itself when their cause has gone: the peer they failed at takes other work again. A few at a time, so
 * that a peer just back on its feet is not knocked over, the oldest first, and each only some times: what fails again and again is
 * left to an officer. Only reasons marked {@code automatic} in {@code reasons.yaml}, where a second try can do no harm.
 */
@Component("automaticRetry")
public class AutomaticRetry {

    private static final Logger LOG = LoggerFactory.getLogger(AutomaticRetry.class);
    private static final Officer HUB = Officer.everywhere("hub");

    private record Open(long id, String kind, String subject, Instant failedAt) {}

    private final JdbcClient jdbc;
    private final Failures failures;
    private final Reasons reasons;
    private final DeadLetterDesk desk;
    private final DeadLetterSettings settings;

    AutomaticRetry(
            JdbcClient jdbc, Failures failures, Reasons reasons, DeadLetterDesk desk, DeadLetterSettings settings) {
        this.jdbc = jdbc;
        this.failures = failures;
        this.reasons = reasons;
        this.desk = desk;
        this.settings = settings;
    }

    /**
     * One run.
     *
     * @return one answer for each letter that was tried
     */
    public List<RepairResult> retryMended() {
        List<Long> mended = mended();
        if (mended.isEmpty()) {
            return List.of();
        }
        List<RepairResult> results =
                desk.retry(mended.subList(0, Math.min(mended.size(), settings.automaticRetries())), HUB);
        LOG.info(
                "{} dead letters were put back by the hub, since what they failed at works again; {} more follow",
                results.stream().filter(RepairResult::done).count(),
                mended.size() - results.size());
        return results;
    }

    private List<Long> mended() {
        Map<String, Map<String, Open>> byKind = new TreeMap<>();
        for (Open letter : open()) {
            byKind.computeIfAbsent(letter.kind(), kind -> new LinkedHashMap<>()).put(letter.subject(), letter);
        }
        List<Long> mended = new ArrayList<>();
        byKind.forEach((kind, letters) -> {
            FailureHandler owner = failures.handlerOf(kind);
            if (owner != null) {
                Map<String, Instant> failedAt = new LinkedHashMap<>();
                letters.forEach((subject, letter) -> failedAt.put(subject, letter.failedAt()));
                Set<String> subjects = owner.mended(kind, failedAt);
                letters.values().stream()
                        .filter(letter -> subjects.contains(letter.subject()))
                        .forEach(letter -> mended.add(letter.id()));
            }
        });
        return mended.stream().sorted().toList();
    }

    private List<Open> open() {
        if (settings.automaticRetries() == 0) {
            return List.of();
        }
        return jdbc.sql("""
                        select d.dead_letter_id, d.kind, d.subject, d.last_failed_at from dead_letter d
                        where d.state = 'open' and d.reason = any(:reasons)
                          and (select count(*) from dead_letter_event e
                               where e.dead_letter_id = d.dead_letter_id and e.actor = :hub and e.what in ('put back', 'not put back'))
                              < :tries
                        order by d.dead_letter_id""")
                .param("reasons", reasons.automatic().toArray(String[]::new))
                .param("hub", HUB.name())
                .param("tries", settings.automaticTries())
                .query((row, n) -> new Open(
                        row.getLong("dead_letter_id"),
                        row.getString("kind"),
                        row.getString("subject"),
                        row.getTimestamp("last_failed_at").toInstant()))
                .list();
    }
}
