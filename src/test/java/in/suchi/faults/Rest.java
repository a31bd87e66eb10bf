package in.suchi.faults;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.DataAccessException;

/** What is still open: asked of the ledger, of the peers' folders and of the broker. Nothing open: the hub is at rest. */
final class Rest {

    private static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

    static {
        QUESTIONS.put("extracts to load", "select count(*) from extract where state = 'taken'");
        QUESTIONS.put(
                "rejects to return",
                "select count(*) from extract where state = 'loaded' and rows_rejected > 0 and rejects_returned_at is null");
        QUESTIONS.put("people waiting", "select count(*) from waiting");
        QUESTIONS.put("fillings asked for", "select count(*) from fill_request where asked <> done");
        QUESTIONS.put("rosters to revise", "select count(*) from roster_request");
        QUESTIONS.put("pushes under way", "select count(*) from push where state in ('pending', 'queued', 'sending')");
        QUESTIONS.put("rosters not where they belong", """
                select count(*) from roster r join session s using (session_id), unnest(array['-sftp', '-sites']) e
                where r.people > 0 and not exists (select from push p where p.kind = 'roster' and p.session_id = r.session_id
                    and p.revision = r.revision and p.endpoint = s.district || e and p.state in ('accepted', 'dead'))""");
        QUESTIONS.put("call sheets not where they belong", """
                select count(*) from callsheet c join session s using (session_id), unnest(array['-sftp', '-sites']) e
                where s.ends_at > now() - interval '100 years' and c.closed_at is null and not exists (
                    select from push p where p.kind = 'callsheet' and p.session_id = c.session_id
                    and p.revision = c.revision and p.endpoint = s.district || e and p.state in ('accepted', 'dead'))""");
        QUESTIONS.put("indexes to write", "select count(*) from roster_index where wanted > written");
        QUESTIONS.put(
                "notices not sent",
                "select count(*) from notice where state in ('scheduled', 'queued', 'submitting', 'in-doubt') and not dead");
        QUESTIONS.put("receipts to apply", """
                select count(*) from receipt r where r.outcome = 'parked'
                    and exists (select from attempt a where a.reference = r.reference)""");
        QUESTIONS.put(
                "dead letters without a message",
                "select count(*) from dead_letter where state = 'open' and shadow_sent_at is null");
        QUESTIONS.put("balances that do not hold", "select 5 - count(*) filter (where holds) from balance_count");
    }

    private final Scene scene;

    Rest(Scene scene) {
        this.scene = scene;
    }

    List<String> open() {
        List<String> open = new ArrayList<>();
        try {
            QUESTIONS.forEach((what, sql) -> {
                long count = scene.jdbc.sql(sql).query(Long.class).single();
                if (count > 0) {
                    open.add(count + " " + what);
                }
            });
            long known = scene.jdbc
                    .sql("select count(*) from person")
                    .query(Long.class)
                    .single();
            if (known < scene.registry.people().size()) {
                open.add((scene.registry.people().size() - known) + " people not in the ledger");
            }
        } catch (DataAccessException e) {
            open.add("the database does not answer");
            return open;
        }
        Scene.files(scene.folders.outbox()).stream()
                .filter(file -> file.getParent().equals(scene.folders.outbox()))
                .forEach(file -> open.add(file.getFileName() + " still in the outbox"));
        if (!scene.gateway.isAlive() || !scene.broker.isAlive()) {
            open.add("a peer is down");
            return open;
        }
        if (!scene.gateway.tell("pending").equals("0")) {
            open.add("receipts the gateway has not sent");
        }
        queues(open);
        return open;
    }

    /** Work queues are empty, dead-letter queues show what the ledger says. */
    private void queues(List<String> open) {
        String queues = scene.broker.tell("queues");
        long letters = scene.jdbc
                .sql("select count(*) from dead_letter where state = 'open'")
                .query(Long.class)
                .single();
        long shown = 0;
        for (String queue : queues.replaceAll("[{} ]", "").split(",")) {
            if (queue.startsWith("DLQ.")) {
                shown += Long.parseLong(queue.replaceFirst(".*=", ""));
            } else if (!queue.isEmpty()) {
                open.add("messages in " + queue);
            }
        }
        if (shown != letters) {
            open.add(shown + " messages for " + letters + " open dead letters");
        }
    }

    /** Files nobody will ever look at again. */
    List<Path> leftovers() {
        List<Path> found = new ArrayList<>();
        for (Path file : Scene.files(scene.folder)) {
            String path = file.toString();
            boolean ofPeers = path.contains("/registry/") || path.contains("/districts/");
            boolean ofSpool = path.contains("/spool/");
            if (ofPeers && file.getFileName().toString().endsWith(".part") || ofSpool) {
                found.add(scene.folder.relativize(file));
            }
        }
        return found;
    }
}
