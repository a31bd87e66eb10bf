package in.suchi.faults;

import in.suchi.faults.peers.TcpProxy;
import java.util.ArrayList;
import java.util.List;

/** What can go wrong on the way between the hub and each of its peers. */
final class Links {

    static final List<String> NAMES = List.of("database", "broker", "registry", "districts", "gateway", "receipts");

    private Links() {}

    static List<Round> all(Suite suite) {
        List<Round> rounds = new ArrayList<>();
        for (String name : NAMES) {
            rounds.add(cut(suite, name));
            rounds.add(blackHole(suite, name));
            rounds.add(refused(suite, name));
            rounds.add(slow(suite, name));
            rounds.add(answersCut(suite, name));
            rounds.add(cutAfterBytes(suite, name));
        }
        return rounds;
    }

    static Round cut(Suite suite, String name) {
        return round(suite, name, "cut again and again", link -> {
            for (int i = 0; i < 4; i++) {
                link.cut();
                Suite.pause(suite.random.nextInt(800));
            }
        });
    }

    static Round blackHole(Suite suite, String name) {
        return round(suite, name, "swallows everything", link -> {
            link.blackHole(true);
            Suite.pause(8_000);
        });
    }

    static Round refused(Suite suite, String name) {
        return round(suite, name, "refused", link -> {
            link.refuse(true);
            Suite.pause(5_000);
        });
    }

    static Round slow(Suite suite, String name) {
        return round(suite, name, "slow", link -> {
            link.slow(150);
            Suite.pause(6_000);
        });
    }

    static Round answersCut(Suite suite, String name) {
        return round(suite, name, "only the answers are cut", link -> {
            link.cutAnswers(true);
            Suite.pause(3_000);
        });
    }

    static Round cutAfterBytes(Suite suite, String name) {
        return round(suite, name, "cut in the middle of the bytes", link -> {
            link.cutAfter(200 + suite.random.nextInt(20_000));
            Suite.pause(4_000);
        });
    }

    private interface Effect {
        void on(TcpProxy link);
    }

    private static Round round(Suite suite, String name, String what, Effect effect) {
        return Round.of("link to the " + name + ": " + what, "-", () -> effect.on(suite.scene.link(name)));
    }
}
