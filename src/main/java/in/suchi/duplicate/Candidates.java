package in.suchi.duplicate;

import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Who is compared with whom: people whose names sound alike in one script and who agree in what {@link Likeness} asks for at least.
 * A namesake of the same year alone is nobody's candidate; a state has a hundred of some.
 */
final class Candidates {

    /**
     * More people with one name, year and place are a filler ("ASHA worker", 1970), not registrations of one person. Each with each
     * they would be more pairs than the database has room for, so they are left out.
     */
    static final int CROWD = 40;

    /** The columns that must agree beside the name, each with what else they ask of the two, {@code f} and {@code o}. */
    private static final Map<String, String> KEYS = Map.of(
            "year_of_birth, site_code", "true",
            "year_of_birth, posting_pincode", "true",
            "year_of_birth, home_pincode", """
                    o.mobile = f.mobile or (o.site_code is null or f.site_code is null)
                                           and (o.posting_pincode is null or f.posting_pincode is null)""",
            "mobile", "o.year_of_birth is null or f.year_of_birth is null");

    /**
     * Groups first, then pairs within them: the work grows with the people, not with their namesakes.
     */
    private static final String COLLECT = """
            with alike as materialized (
                select %1$s, count(*) as people from likeness join (select distinct %1$s from fresh) asked using (%1$s)
                group by %1$s having count(*) > 1),
            collected as (
                insert into candidate select least(f.person_id, o.person_id), greatest(f.person_id, o.person_id)
                from alike join fresh f using (%1$s) join likeness o using (%1$s)
                where alike.people <= %2$d and o.person_id <> f.person_id and (%3$s))
            select coalesce(sum(people), 0) from alike where people > %2$d""";

    private Candidates() {}

    /**
     * Fills the temporary table {@code candidate}, a pair perhaps several times; within the caller's transaction.
     *
     * @return how many people were left out as a crowd, counted once for each key
     */
    static long collect(JdbcTemplate jdbc) {
        jdbc.execute("create temporary table candidate (a bigint, b bigint) on commit drop");
        long leftOut = 0;
        for (String script : new String[] {"latin", "hindi"}) {
            for (Map.Entry<String, String> key : KEYS.entrySet()) {
                Long crowd = jdbc.queryForObject(
                        COLLECT.formatted(script + ", " + key.getKey(), CROWD, key.getValue()), Long.class);
                leftOut += crowd == null ? 0 : crowd;
            }
        }
        return leftOut;
    }
}
