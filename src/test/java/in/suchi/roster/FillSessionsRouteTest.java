package in.suchi.roster;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.support.HubTest;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** The shipped route 30 with the shipped plan. */
class FillSessionsRouteTest extends HubTest {

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void whoever_waits_is_put_on_the_roster_of_a_session_at_their_site() {
        jdbc.update("""
                insert into extract (file_name, size_bytes, modified_at, exported_at, is_full, state, taken_at)
                values ('registrations.csv', 1, now(), now(), true, 'loaded', now())""");
        jdbc.update("""
                insert into person (person_id, registration_id, name, mobile, row_digest, exported_at, extract_id)
                values (1, 'BR-1', 'Name', '6100000001', gen_random_uuid(), now(), (select max(extract_id) from extract))""");
        jdbc.update(
                "insert into placement values (1, (select min(site_code) from session), 'posting-facility', null, 'named', now())");
        jdbc.update("insert into waiting values (1, now())");

        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        jdbc.queryForList("""
                        select m.session_id || ' r' || r.revision || ' ' || n.kind || ' ' || n.state
                        from roster_member m join roster r using (session_id) join notice n using (person_id)""", String.class))
                .singleElement()
                .asString()
                .matches("BR\\d+-\\d+-20210116-0900 r1 invite scheduled"));
    }
}
