package in.suchi.benchmark;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code mvn -Pbenchmark verify}: measures each part beside its limit in the same run. Not a test: it fails only where what it
 * measured was wrong (files that differ, balances that do not hold, a message lost or sent twice, more submits under way than agreed).
 * {@code -Dparts=notices,start} runs only these, {@code -Dpeople=} and {@code -Drounds=} make it shorter.
 */
class BenchmarkRun {

    private interface Part {
        void run() throws Exception;
    }

    private static final int PEOPLE = Integer.getInteger("people", 469_000);
    private static final int ROUNDS = Integer.getInteger("rounds", 3);

    @TestFactory
    Stream<DynamicTest> parts() {
        List<String> wanted = List.of(System.getProperty("parts", "lists,notices,start,fairness,growth")
                .split(","));
        return wanted.stream()
                .map(part -> DynamicTest.dynamicTest(part, () -> part(part).run()));
    }

    /** The same without a test runner, for profiling one part. */
    public static void main(String[] names) throws Exception {
        for (String name : names) {
            part(name).run();
        }
        System.exit(0);
    }

    private static Part part(String name) {
        return switch (name) {
            case "lists" -> new ListsBenchmark(PEOPLE, ROUNDS)::run;
            case "notices" -> new NoticesBenchmark(Math.min(PEOPLE, 30_000), ROUNDS)::run;
            case "start" -> new StartBenchmark(ROUNDS)::run;
            case "fairness" -> new FairnessBenchmark(Math.min(PEOPLE, 20_000), ROUNDS)::run;
            case "growth" -> new GrowthBenchmark(PEOPLE)::run;
            default -> throw new IllegalArgumentException("there is no part " + name);
        };
    }
}
