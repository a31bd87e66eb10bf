package in.suchi.ledger;

import in.suchi.time.DomainClock;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** A person's way through the hub in plain words, composed from the records themselves; no second log that could differ. */
@Component
public class Timeline {

    /**
     * One thing that happened.
     *
     * @param at domain time
     * @param step route id or console action
     * @param what one sentence
     * @param actor officer's user name or a part of the hub
     */
    public record Entry(Instant at, String step, String what, String actor) {}

    /**
     * @param answer one sentence to "why has this person (not) been told?"
     * @param entries oldest first
     */
    public record Story(long personId, String answer, List<Entry> entries) {}

    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("d MMM yyyy, HH:mm", Locale.ENGLISH).withZone(DomainClock.ZONE);

    private final JdbcClient jdbc;
    private final Answer answer;

    Timeline(JdbcClient jdbc) {
        this.jdbc = jdbc;
        this.answer = new Answer(jdbc);
    }

    /** Empty when there is no such person. */
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Optional<Story> of(long personId) {
        boolean known = jdbc.sql("select 1 from person where person_id = ?")
                .param(personId)
                .query(Integer.class)
                .optional()
                .isPresent();
        if (!known) {
            return Optional.empty();
        }
        List<Entry> entries = new ArrayList<>();
        for (String query : QUERIES) {
            entries.addAll(jdbc.sql(query)
                    .param("person", personId)
                    .query((row, n) -> new Entry(
                            row.getTimestamp("at").toInstant(),
                            row.getString("step"),
                            row.getString("what"),
                            row.getString("actor")))
                    .list());
        }
        entries.sort(Comparator.comparing(Entry::at));
        return Optional.of(new Story(personId, answer.of(personId), List.copyOf(entries)));
    }

    static String when(Instant at) {
        return WHEN.format(at);
    }

    /** Each gives at, step, what, actor; written in the order in which things happen at one instant. */
    private static final List<String> QUERIES = List.of(
            """
            select r.recorded_at as at, 'load-extract' as step, 'load-extract' as actor,
                   (case when r.version = 1 then 'Received' else 'Changed' end) || ' by line ' || r.line || ' of ' || e.file_name
                   || case when jsonb_array_length(coalesce(r.changes, '[]')) = 0 then '.'
                      else '; cleaned: ' || (select string_agg(c ->> 'column' || ' (' || (c ->> 'code') || ')', ', ')
                                             from jsonb_array_elements(r.changes) c) || '.' end as what
            from registration r join extract e using (extract_id) where r.person_id = :person""",
            """
            select since as at, 'load-extract' as step, 'load-extract' as actor,
                   'Held (' || reason || '): ' || explanation as what
            from held where person_id = :person""",
            """
            select placed_at as at, 'load-extract' as step, 'load-extract' as actor,
                   'Placed at ' || site_code || ' by ' || replace(basis, '-', ' ') || ': ' || explanation as what
            from placement where person_id = :person""",
            "select since as at, 'fill-sessions' as step, 'fill-sessions' as actor, 'Waits for a session with room.' as what"
                    + " from waiting where person_id = :person",
            """
            select e.at, 'fill-sessions' as step, e.actor,
                   case e.what when 'made' then 'Appointment made on session ' when 'moved' then 'Appointment moved to session '
                        when 'session-changed' then 'Changed: session ' when 'cancelled' then 'Appointment cancelled on session '
                        when 'mobile-corrected' then 'Mobile corrected; session '
                        when 'ended' then 'Appointment ended on session ' else 'Reminder due for session ' end
                   || e.session_id || ' (version ' || e.version || '): ' || e.cause
                   || case when e.what = 'ended' then '.' when e.owes is null then '; no notice owed.'
                           when e.mobile = '' then '; ' || e.owes || ' owed, but there is no mobile number.'
                           else '; ' || e.owes || ' owed to ******' || right(e.mobile, 4) || '.' end as what
            from appointment_event e where e.person_id = :person order by event_id""",
            """
            select p.accepted_at as at, case p.kind when 'roster' then 'push-roster' else 'call-sheet' end as step, p.endpoint as actor,
                   initcap(replace(p.kind, 'callsheet', 'call sheet')) || ' of session ' || p.session_id || ', revision ' || p.revision || ', accepted by ' || p.endpoint || '.' as what
            from push p
            where p.accepted_at is not null
              and (p.kind = 'roster' and exists (select from roster_member m where m.person_id = :person and m.session_id = p.session_id)
                or p.kind = 'callsheet' and exists (select from callsheet_entry c where c.person_id = :person and c.session_id = p.session_id))
            order by push_id""",
            """
            select t.began_at as at, 'send-notice' as step, t.gateway as actor,
                   initcap(n.kind) || ' (version ' || n.version || ') given to ' || t.gateway || ' under reference ' || t.reference
                   || case t.state when 'submitted' then ': taken' when 'refused' then ': refused' when 'temporary' then ': not taken, tried again'
                        when 'in-doubt' then ': no clear answer' else ': under way' end
                   || coalesce(' (' || nullif(t.answer, '') || ')', '') || case when t.tries > 1 then ', ' || t.tries || ' tries' else '' end
                   || case when t.possibly_twice then '; possibly sent twice' else '' end || '.' as what
            from attempt t join notice n using (notice_id) where n.person_id = :person order by t.began_at, t.number""",
            """
            select r.received_at as at, 'record-receipt' as step, r.gateway as actor,
                   'Receipt ' || r.status || coalesce(' ' || nullif(r.error, ''), '') || ' (' || r.outcome || ') for reference ' || r.reference || '.' as what
            from receipt r join attempt t on t.reference = r.reference and t.gateway = r.gateway join notice n using (notice_id)
            where n.person_id = :person order by receipt_id""",
            """
            select n.state_at as at, 'notice' as step, coalesce(n.gateway, 'hub') as actor,
                   initcap(n.kind) || ' (version ' || n.version || ') is ' || replace(n.state, '-', ' ')
                   || case when n.dead then ' and a dead letter' else '' end || coalesce(': ' || nullif(n.last_error, ''), '')
                   || case when n.state = 'scheduled' then '; due ' || to_char(n.due_at at time zone 'Asia/Kolkata', 'FMDD Mon YYYY, HH24:MI')
                        || ', to be sent by ' || to_char(n.send_by at time zone 'Asia/Kolkata', 'FMDD Mon YYYY, HH24:MI') else '' end || '.' as what
            from notice n where n.person_id = :person order by notice_id""",
            """
            select c.last_change as at, 'call-sheet' as step, 'call-sheet' as actor,
                   'On the call sheet of session ' || c.session_id || ' (' || c.reason || ').' as what
            from callsheet_entry c where c.person_id = :person""",
            "select at, 'attendance' as step, 'attendance' as actor, 'At session ' || session_id || ': ' || status || '.' as what"
                    + " from attendance where person_id = :person",
            "select at, 'withdraw' as step, by_whom as actor, 'Withdrawn: ' || reason as what from withdrawn where person_id = :person",
            "select at, 'attendance' as step, 'attendance' as actor, 'Finished: ' || outcome || '.' as what from finished where person_id = :person",
            "select at, step, actor, what from ledger_entry where person_id = :person order by entry_id");
}
