package in.suchi.district;

import in.suchi.ledger.Alarms;
import java.sql.Date;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Header;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * {@code index-<district>-<date>.csv} at each endpoint of a district: the newest roster that the endpoint accepted of each
 * session of the date. Written once after many pushes; that it is out of date stands in the ledger.
 */
@Component("rosterIndexes")
public class RosterIndexes {

    /**
     * An index to be written.
     *
     * @param wanted the state it is written for; what is wanted meanwhile is written again
     * @param rows in the order of the sites and sessions
     */
    public record IndexWork(
            String endpoint, String district, LocalDate date, int wanted, List<Map<String, String>> rows) {}

    private final JdbcClient jdbc;
    private final PushSettings settings;
    private final DistrictEndpoints endpoints;
    private final Alarms alarms;

    RosterIndexes(JdbcClient jdbc, PushSettings settings, DistrictEndpoints endpoints, Alarms alarms) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.endpoints = endpoints;
        this.alarms = alarms;
    }

    /** A roster was accepted there: the index of its date is out of date. Sites get no index, and nobody would write theirs. */
    void wanted(String endpoint, String district, LocalDate date) {
        boolean hasIndex = endpoints
                .find(endpoint)
                .map(of -> of.endpoint().audience() == Endpoint.Audience.DISTRICT)
                .orElse(false);
        if (!hasIndex) {
            return;
        }
        jdbc.sql("""
                        insert into roster_index as i (endpoint, district, session_date, wanted, wanted_at) values (?, ?, ?, 1, now())
                        on conflict (endpoint, session_date) do update
                        set wanted = i.wanted + 1, tries = 0,
                            wanted_at = case when i.wanted > i.written then i.wanted_at else now() end""").params(endpoint, district, Date.valueOf(date)).update();
    }

    /**
     * What the index must say now, or null when it does so already.
     *
     * @param id endpoint and date, as in the message
     */
    @Transactional
    public IndexWork claim(@Header("hubId") String id) {
        Key key = Key.of(id);
        return jdbc.sql("""
                        update roster_index set lease_until = now() + cast(? as double precision) * interval '1 second', tries = tries + 1
                        where endpoint = ? and session_date = ? and wanted > written
                          and not exists (select from endpoint_rest r
                                          where r.endpoint = roster_index.endpoint and r.rest_until > now())
                        returning district, wanted""")
                .params(settings.sendingLease().toMillis() / 1000.0, key.endpoint(), Date.valueOf(key.date()))
                .query((row, n) -> new IndexWork(
                        key.endpoint(), row.getString("district"), key.date(), row.getInt("wanted"), rows(key)))
                .optional()
                .orElse(null);
    }

    private List<Map<String, String>> rows(Key key) {
        return jdbc.sql("""
                        select distinct on (s.site_code, s.session_id)
                               s.session_id, s.site_code, s.session_date, s.status, p.revision,
                               rr.people, p.digest, p.file_name
                        from push p
                        join session s using (session_id)
                        join roster_revision rr on rr.session_id = p.session_id and rr.revision = p.revision
                        where p.kind = 'roster' and p.state = 'accepted' and p.endpoint = ? and s.session_date = ?
                        order by s.site_code, s.session_id, p.revision desc""")
                .params(key.endpoint(), Date.valueOf(key.date()))
                .query((row, n) -> {
                    Map<String, String> cells = new LinkedHashMap<>();
                    cells.put("session_id", row.getString("session_id"));
                    cells.put("site_code", row.getString("site_code"));
                    cells.put("date", row.getString("session_date"));
                    cells.put("status", row.getString("status"));
                    cells.put("revision", row.getString("revision"));
                    cells.put("count", row.getString("people"));
                    cells.put("digest", row.getString("digest"));
                    cells.put("file", row.getString("file_name"));
                    return cells;
                })
                .list();
    }

    /** It was written as it was wanted then. */
    @Transactional
    public void written(IndexWork work) {
        jdbc.sql("""
                        update roster_index
                        set written = ?, tries = 0, lease_until = null, next_try_at = null, last_error = null,
                            wanted_at = case when wanted > ? then now() else wanted_at end
                        where endpoint = ? and session_date = ?""")
                .params(work.wanted(), work.wanted(), work.endpoint(), Date.valueOf(work.date()))
                .update();
        alarms.clear("index-not-written", work.endpoint() + "/" + work.date());
    }

    /** Tried again later; after the last try an alarm stands until the next roster wants it written again. */
    void failed(String id, PushFailure failure, String error) {
        Key key = Key.of(id);
        int tries = jdbc.sql("""
                        update roster_index set lease_until = null, last_error = ?, tries = greatest(0, tries - ?)
                        where endpoint = ? and session_date = ? returning tries""")
                .params(error, failure.burnsTry() ? 0 : 1, key.endpoint(), Date.valueOf(key.date()))
                .query(Integer.class)
                .optional()
                .orElse(0);
        boolean last = tries >= settings.tries();
        jdbc.sql("""
                        update roster_index set next_try_at = case when ? then 'infinity' else now() + cast(? as double precision) * interval '1 second' end
                        where endpoint = ? and session_date = ?""")
                .params(last, settings.waitAfter(tries).toMillis() / 1000.0, key.endpoint(), Date.valueOf(key.date()))
                .update();
        if (last) {
            alarms.raise(
                    "index-not-written",
                    id,
                    "The index of %s at the endpoint %s could not be written after %d tries: %s"
                            .formatted(key.date(), key.endpoint(), tries, failure.remedy()));
        }
    }

    private record Key(String endpoint, LocalDate date) {
        static Key of(String id) {
            int slash = id.indexOf('/');
            return new Key(id.substring(0, slash), LocalDate.parse(id.substring(slash + 1)));
        }

        Key {
            if (endpoint.isEmpty()) {
                throw new IllegalArgumentException("an index is named endpoint/date");
            }
        }
    }
}
