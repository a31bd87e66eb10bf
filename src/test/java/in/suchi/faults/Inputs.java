package in.suchi.faults;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Extracts that are not as they should be, and clocks that jump. */
final class Inputs {

    private static final List<String> FAKETIME = List.of(
            "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1");

    private Inputs() {}

    static List<Round> extracts(Suite suite) {
        Registry registry = suite.scene.registry;
        return List.of(
                Round.of("extract: the same once more, under its name", "-", () -> {
                    List<Person> people = registry.register(30);
                    String name = registry.nextName();
                    registry.export(name, Registry.extract(people));
                    suite.scene.settle(Duration.ofSeconds(120));
                    registry.export(name, Registry.extract(people));
                }),
                Round.of("extract: the same under another name", "-", () -> {
                    List<Person> people = registry.register(30);
                    registry.export(registry.nextName(), Registry.extract(people));
                    Suite.pause(suite.random.nextInt(2_000));
                    registry.export(registry.nextName(), Registry.extract(people));
                }),
                Round.of("extract: truncated, then whole", "-", () -> {
                    List<Person> people = registry.register(30);
                    byte[] whole = Registry.extract(people);
                    String text = new String(whole, StandardCharsets.UTF_8);
                    int cut = text.indexOf(people.get(20).registrationId()) + 10;
                    registry.export(registry.nextName(), Arrays.copyOf(whole, cut));
                    Suite.pause(2_000);
                    registry.export(registry.nextName(), whole);
                }),
                Round.of("extract: in another order", "-", () -> {
                    List<Person> people = new ArrayList<>(registry.register(30));
                    registry.export(registry.nextName(), Registry.extract(people));
                    Suite.pause(suite.random.nextInt(2_000));
                    Collections.shuffle(people, suite.random);
                    registry.export(registry.nextName(), Registry.extract(people));
                }),
                Round.of("extract: replaced while it is read", "-", () -> {
                    List<Person> people = registry.register(100);
                    String name = registry.nextName();
                    suite.scene.link("registry").slow(60);
                    registry.export(name, Registry.extract(people.subList(0, 90)));
                    Suite.pause(1_500 + suite.random.nextInt(1_500));
                    registry.export(name, Registry.extract(people));
                    Suite.pause(2_000);
                }));
    }

    static List<Round> clocks(Suite suite) {
        List<Round> rounds = new ArrayList<>();
        rounds.add(domain(suite, "forwards", 30));
        rounds.add(domain(suite, "backwards", -30));
        String library = FAKETIME.stream()
                .filter(file -> Files.exists(Path.of(file)))
                .findFirst()
                .orElse(null);
        if (library != null) {
            rounds.add(real(suite, library, "forwards", 180));
            rounds.add(real(suite, library, "backwards", -180));
        }
        return rounds;
    }

    private static Round domain(Suite suite, String where, int minutes) {
        return Round.of("domain clock jumps " + where + " and back", "-", () -> {
            long before = suite.scene.hub.board.domainOffset();
            suite.scene.hub.board.domainOffset(before + minutes * 60_000L);
            Suite.pause(4_000);
            suite.export(40);
            suite.scene.hub.board.domainOffset(before);
            Suite.pause(2_000);
        });
    }

    /** The hub's own clock, not the database's; domain time stays where it is. */
    private static Round real(Suite suite, String library, String where, int minutes) {
        HubProcess hub = suite.scene.hub;
        Path time = suite.scene.folder.resolve("faketime");
        return Round.of("real clock of the hub jumps " + where + " and back", "-", () -> {
                    hub.terminate();
                    Files.writeString(time, "+0m");
                    hub.environment("LD_PRELOAD", library);
                    hub.environment("FAKETIME_TIMESTAMP_FILE", time.toString());
                    hub.environment("FAKETIME_NO_CACHE", "1");
                    hub.environment("FAKETIME_DONT_FAKE_MONOTONIC", "1");
                    hub.environment("DONT_FAKE_MONOTONIC", "1");
                    hub.start();
                    long before = hub.board.domainOffset();
                    suite.export(40);
                    hub.board.domainOffset(before - minutes * 60_000L);
                    Files.writeString(time, "%+dm".formatted(minutes));
                    Suite.pause(4_000);
                    suite.export(40);
                    Suite.pause(1_000);
                    Files.writeString(time, "+0m");
                    hub.board.domainOffset(before);
                })
                .then(() -> {
                    hub.terminate();
                    hub.environment("LD_PRELOAD", null);
                });
    }
}
