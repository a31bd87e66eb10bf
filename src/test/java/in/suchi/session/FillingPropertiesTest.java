package in.suchi.session;

import static org.assertj.core.api.Assertions.assertThat;

import in.suchi.roster.Rosters;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever happens, in whatever order: the balances hold after each filling, and a second one changes nothing. */
class FillingPropertiesTest {

    private static final List<String> SITES = List.of("A", "B", "C", "F");

    private static SessionsContext hub;

    @BeforeContainer
    static void start() {
        hub = new SessionsContext(SessionPlanOnConsole.class, Rosters.class);
    }

    @AfterContainer
    static void stop() {
        hub.close();
    }

    enum What {
        COMES,
        FILL,
        SUBMIT,
        WITHDRAW,
        MOVE,
        MOBILE,
        RELEASE,
        FIX,
        CANCEL_SESSION,
        MOVE_SESSION,
        PLACED_ELSEWHERE
    }

    record Step(What what, int which, int where) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<What> what = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(8, What.COMES),
                net.jqwik.api.Tuple.of(6, What.FILL),
                net.jqwik.api.Tuple.of(4, What.SUBMIT),
                net.jqwik.api.Tuple.of(2, What.WITHDRAW),
                net.jqwik.api.Tuple.of(3, What.MOVE),
                net.jqwik.api.Tuple.of(3, What.MOBILE),
                net.jqwik.api.Tuple.of(1, What.RELEASE),
                net.jqwik.api.Tuple.of(2, What.FIX),
                net.jqwik.api.Tuple.of(1, What.CANCEL_SESSION),
                net.jqwik.api.Tuple.of(1, What.MOVE_SESSION),
                net.jqwik.api.Tuple.of(1, What.PLACED_ELSEWHERE));
        return Combinators.combine(
                        what,
                        Arbitraries.integers().between(0, 19),
                        Arbitraries.integers().between(0, 7))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(40);
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void whatever_happens_everything_balances(@ForAll("steps") List<Step> steps) {
        hub.reset();
        for (int i = 0; i < 6; i++) {
            int day = 16 + i / 3;
            hub.session("S" + i, SITES.get(i % 3), "2021-01-" + day + "T09:00", "2021-01-" + day + "T11:00", 3);
        }
        for (Step step : steps) {
            take(hub, step);
            assertThat(hub.imbalances()).as("after %s", step).isEmpty();
        }
        hub.filler().request();
        hub.filler().fill();
        check(hub);
    }

    private static void check(SessionsContext hub) {
        assertThat(hub.imbalances()).isEmpty();
        assertThat(hub.jdbc.queryForList("""
                        select session_id from appointment a join session s using (session_id)
                        group by session_id, capacity having count(*) > capacity"""))
                .as("sessions over their capacity")
                .isEmpty();
        assertThat(
                        hub.jdbc.queryForList(
                                "select person_id from appointment a join session s using (session_id) where s.status = 'cancelled'"))
                .as("people on cancelled sessions")
                .isEmpty();
        assertThat(hub.jdbc.queryForList("""
                        select w.person_id from withdrawn w join lateral (
                            select kind from notice n where n.person_id = w.person_id and n.tries > 0
                            order by n.version desc, n.notice_id desc limit 1) t on t.kind <> 'cancellation'
                        where not exists (select from notice n where n.person_id = w.person_id and n.kind = 'cancellation' and n.state = 'scheduled')"""))
                .as("withdrawn people who were told and are owed no cancellation")
                .isEmpty();
        assertThat(hub.jdbc.queryForList("select person_id from notice where state = 'cancelled' and tries > 0"))
                .as("notices cancelled though an attempt began")
                .isEmpty();
        hub.bean(Rosters.class).revise();
        assertThat(hub.jdbc.queryForList("""
                        (select session_id, person_id, serial from appointment except select session_id, person_id, serial from roster_member)
                        union all
                        (select session_id, person_id, serial from roster_member except select session_id, person_id, serial from appointment)""")).as("rosters and appointments").isEmpty();
        hub.filler().request();
        assertThat(hub.filler().fill()).as("a second filling").isEqualTo(Filled.NOTHING);
        assertThat(hub.bean(Rosters.class).revise()).isZero();
    }

    private static void take(SessionsContext hub, Step step) {
        Integer people = hub.jdbc.queryForObject("select count(*)::integer from person", Integer.class);
        long person = people == 0 ? 0 : 1 + step.which() % people;
        String session = "S" + step.where() % 6;
        switch (step.what()) {
            case COMES ->
                hub.person(
                        "P" + people,
                        SITES.get(step.where() % 4),
                        step.which() == 0 ? null : LocalDate.of(2020, 12, 1).plusDays(step.which()),
                        "doctor",
                        step.which() % 5 == 0 ? null : "61000000%02d".formatted(step.which()));
            case FILL -> {
                hub.filler().fill();
                check(hub);
            }
            case SUBMIT -> hub.submitBegins(person);
            case WITHDRAW -> hub.appointments().withdraw(person, "officer", "reason");
            case MOVE -> hub.appointments().move(person, session, "officer");
            case MOBILE -> {
                if (person > 0) {
                    hub.appointments()
                            .mobileCorrected(
                                    person,
                                    step.where() < 2 ? null : "62000000%02d".formatted(step.where()),
                                    "officer");
                }
            }
            case RELEASE -> hub.appointments().release(List.of(person), "cause", "officer");
            case FIX -> {
                hub.bean(Rosters.class).revise();
                hub.appointments().fix(List.of(session));
            }
            case CANCEL_SESSION -> hub.bean(SessionPlanOnConsole.class).cancel(session);
            case MOVE_SESSION -> hub.bean(SessionPlanOnConsole.class).oneHourLater(session);
            case PLACED_ELSEWHERE ->
                hub.jdbc.update(
                        "update placement set site_code = ? where person_id = ?", SITES.get(step.where() % 4), person);
        }
    }
}
