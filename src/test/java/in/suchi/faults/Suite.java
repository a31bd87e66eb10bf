package in.suchi.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import in.suchi.faults.agent.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.awaitility.core.ConditionTimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rounds: a fault while people come in, then rest, then the accounts. */
final class Suite {

    private static final Logger LOG = LoggerFactory.getLogger(Suite.class);
    private static final String KILL = "kill -9 of the hub";
    private static final Duration LIMIT = Duration.ofSeconds(Long.getLong("suchi.faults.limit", 240));

    private static final int PEOPLE = 40;
    private static final Duration COMES_WITHIN = Duration.ofSeconds(60);

    final Scene scene;
    final FaultTable table;
    final Random random;
    /** A second hub, while there is one. */
    HubProcess second;

    private final Duration limit;
    private Accounts before;

    Suite(Scene scene, FaultTable table, long seed) {
        this(scene, table, seed, LIMIT);
    }

    /** @param limit longest time from the last fault's end to rest */
    Suite(Scene scene, FaultTable table, long seed, Duration limit) {
        this.limit = limit;
        this.scene = scene;
        this.table = table;
        this.random = new Random(seed);
        this.before = Accounts.none(scene);
    }

    /** Something done to the scene. */
    @FunctionalInterface
    interface Act {
        void act() throws Exception;
    }

    /** Without any fault: what the others are measured against. */
    void calm() throws Exception {
        export(PEOPLE);
        rest("none", List.of("-"), false);
    }

    void export(int people) {
        scene.registry.exportNew(people);
    }

    /** Exports people, does this to the scene at a random moment, repairs it, waits for rest and looks at the accounts. */
    void round(Round round) throws Exception {
        if (round.exports()) {
            export(PEOPLE);
        }
        pause(random.nextInt(1_500));
        round.act().act();
        rest(round.fault(), List.of(round.step()), round.letters());
        if (round.after() != null) {
            round.after().act();
        }
    }

    /** Lets real time pass: a fault has a duration, and a kill a moment. */
    static void pause(long millis) {
        long until = System.nanoTime() + millis * 1_000_000;
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofMillis(millis).plusSeconds(60))
                .until(() -> System.nanoTime() - until >= 0);
    }

    /** Repairs everything and waits; then everybody must be where they belong. */
    private void rest(String fault, List<String> steps, boolean letters) {
        Instant ended = Instant.now();
        scene.repair();
        try {
            scene.settle(limit);
        } catch (Scene.StuckException e) {
            LOG.warn("{} [{}]: {}", fault, String.join("; ", steps), e.getMessage());
            throw e;
        }
        Duration recovery = Duration.between(ended, Instant.now());
        Accounts now = Accounts.of(scene, letters);
        int lost = now.lost() - before.lost();
        int doubled = now.doubled() - before.doubled();
        List<String> problems = now.newSince(before);
        before = now;
        table.add(fault, steps, lost, doubled, recovery);
        table.keep();
        LOG.warn(
                "{} [{}]: lost {}, sent twice {}, at rest after {} s",
                fault,
                String.join("; ", steps),
                lost,
                doubled,
                recovery.toMillis() / 1000.0);
        assertThat(problems)
                .describedAs("after %s at %s; everything lies in %s", fault, steps, scene.folder)
                .isEmpty();
        assertThat(doubled)
                .describedAs("messages sent twice after %s at %s", fault, steps)
                .isLessThanOrEqualTo(scene.recognises ? 0 : Math.max(1, steps.size()) * Accounts.IN_DOUBT_BOUND);
    }

    /**
     * Kills the hub while a thread stands at each of these points.
     *
     * @param steps those that block the way into the ledger for everybody else come last
     * @return the steps that were really interrupted
     */
    List<Step> kill(List<Step> steps) {
        if (!scene.hub.isAlive()) {
            scene.hub.start();
        }
        List<Step> hit = new ArrayList<>();
        for (Step step : steps) {
            scene.hub.board.aim(step);
            export(PEOPLE);
            try {
                await().atMost(COMES_WITHIN)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(2))
                        .until(() -> scene.hub.board.reached(step));
                hit.add(step);
            } catch (ConditionTimeoutException e) {
                LOG.warn("the hub did not come to: {}", step.words());
            }
        }
        scene.hub.kill();
        return hit;
    }

    /**
     * Kills at these points, one kill after the other; then rest and accounts.
     *
     * @param hit is told which steps each kill really interrupted
     */
    void killAndRest(List<List<Step>> kills, Consumer<List<Step>> hit) {
        List<String> all = new ArrayList<>();
        for (List<Step> steps : kills) {
            List<Step> interrupted = kill(steps);
            hit.accept(interrupted);
            interrupted.forEach(step -> all.add(step.words()));
        }
        rest(scene.recognises ? KILL + ", gateway recognises references" : KILL, all, false);
    }

    /** Nothing more is done: what there is must be in order. */
    void atTheEnd() {
        rest("the end of the sessions", List.of("-"), false);
    }

    /** Kills the hub at any moment; the step it was in is recorded. */
    void killAtAnyMoment() {
        export(PEOPLE);
        pause(random.nextInt(4_000));
        String step = scene.hub.board.last(20).map(Step::words).orElse("nothing under way");
        scene.hub.kill();
        rest("kill -9 of the hub, any moment", List.of("after " + step), false);
    }
}
