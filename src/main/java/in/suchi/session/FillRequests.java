package in.suchi.session;

import java.util.Collection;
import org.springframework.jdbc.core.JdbcTemplate;

/** What filling and revising must look at; kept in the database, so that a kill forgets nothing and an idle hub reads one row. */
final class FillRequests {

    private final JdbcTemplate jdbc;

    FillRequests(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    boolean isFillingAsked() {
        return Boolean.TRUE.equals(jdbc.queryForObject("select asked > done from fill_request", Boolean.class));
    }

    void askForFilling() {
        jdbc.update("update fill_request set asked = asked + 1");
    }

    /** At the end of a filling, whose own writes ask as well. */
    void filled() {
        jdbc.update("update fill_request set done = asked where done <> asked");
    }

    void askForRevision(Collection<String> sessionIds) {
        jdbc.update("insert into roster_request select distinct unnest(?) on conflict do nothing", (Object)
                sessionIds.toArray(String[]::new));
    }
}
