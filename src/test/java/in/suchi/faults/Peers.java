package in.suchi.faults;

import in.suchi.faults.peers.ChildJvm;
import java.util.ArrayList;
import java.util.List;

/** Processes that are killed, disks that are full, servers and gateways in their bad moods. */
final class Peers {

    private Peers() {}

    static List<Round> all(Suite suite) {
        List<Round> rounds = new ArrayList<>(processes(suite));
        rounds.addAll(disks(suite));
        rounds.addAll(gateway(suite));
        rounds.addAll(districts(suite));
        return rounds;
    }

    static Round brokerKilled(Suite suite) {
        return Round.of("kill -9 of the broker", "-", () -> down(suite.scene.broker, 2_000));
    }

    static Round databaseKilled(Suite suite) {
        return Round.of("kill -9 of PostgreSQL", "-", () -> {
            suite.scene.database.kill();
            Suite.pause(1_000);
            suite.scene.database.start();
        });
    }

    static Round brokerStoreDeleted(Suite suite) {
        return Round.of("kill -9 of the broker, its store deleted", "-", () -> {
            suite.scene.broker.kill();
            suite.scene.deleteBrokerStore();
            suite.scene.broker.start();
        });
    }

    static List<Round> processes(Suite suite) {
        Scene scene = suite.scene;
        return List.of(
                brokerKilled(suite),
                databaseKilled(suite),
                brokerStoreDeleted(suite),
                Round.of("kill -9 of hub and broker, its store deleted", "-", () -> {
                    scene.hub.kill();
                    scene.broker.kill();
                    scene.deleteBrokerStore();
                }),
                Round.of("kill -9 of hub and PostgreSQL", "-", () -> {
                    scene.hub.kill();
                    scene.database.kill();
                    scene.database.start();
                }),
                Round.of("kill -9 of PostgreSQL and broker", "-", () -> {
                    scene.database.kill();
                    scene.broker.kill();
                    scene.database.start();
                }),
                Round.of("kill -9 of the gateway", "-", () -> down(scene.gateway, 2_000)),
                Round.of("kill -9 of the registry's server", "-", () -> down(scene.registryServer, 2_000)),
                Round.of("kill -9 of the districts' server", "-", () -> down(scene.districtServer, 2_000)),
                Round.of("SIGTERM under load", "-", () -> {
                    suite.export(200);
                    Suite.pause(2_000 + suite.random.nextInt(3_000));
                    scene.hub.terminate();
                }),
                Round.of("two hubs, one killed", "-", () -> {
                            suite.second = scene.hub.another(Scene.freePort());
                            suite.second.start();
                            suite.export(200);
                            Suite.pause(suite.random.nextInt(4_000));
                            (suite.random.nextBoolean() ? scene.hub : suite.second).kill();
                            Suite.pause(5_000);
                        })
                        .then(() -> suite.second.close()));
    }

    private static void down(ChildJvm peer, long millis) {
        peer.kill();
        Suite.pause(millis);
    }

    static List<Round> disks(Suite suite) {
        List<Round> rounds = new ArrayList<>();
        suite.scene.disks.forEach((what, disk) -> {
            if (disk.isMounted()) {
                rounds.add(Round.of("disk full: " + what, "-", () -> {
                    disk.fill();
                    try {
                        Suite.pause(6_000);
                    } finally {
                        disk.free();
                    }
                    if (what.equals("database")) {
                        suite.scene.database.startAgain();
                    }
                }));
            }
        });
        return rounds;
    }

    static List<Round> gateway(Suite suite) {
        List<Round> rounds = new ArrayList<>();
        rounds.add(mood(suite, "half of all submits refused with 503", "refuse 0.5"));
        rounds.add(mood(suite, "every submit refused with 503", "refuse 1"));
        rounds.add(mood(suite, "garbage instead of the answer", "garbage 0.3"));
        rounds.add(mood(suite, "takes the message, then cuts", "cut-after-accept 0.3"));
        rounds.add(mood(suite, "takes the message, then answers 500", "fail-after-accept 0.3"));
        rounds.add(mood(suite, "hangs, and takes everything later", "hang on"));
        rounds.add(mood(suite, "down", "down on"));
        rounds.add(mood(suite, "receipts lost", "lose-receipts 0.5"));
        rounds.add(mood(suite, "receipts doubled", "receipts-twice on"));
        rounds.add(mood(suite, "receipts in the wrong order", "receipts-reversed on"));
        rounds.add(mood(suite, "receipts before the answer", "receipts-first on"));
        rounds.add(mood(suite, "receipts held back", "operator-down on"));
        return rounds;
    }

    private static Round mood(Suite suite, String what, String command) {
        return Round.of("gateway: " + what, "-", () -> {
            suite.scene.gateway.tell(command);
            suite.export(40);
            Suite.pause(6_000);
        });
    }

    static List<Round> districts(Suite suite) {
        ChildJvm server = suite.scene.districtServer;
        return List.of(
                Round.of("district refuses the login for long", "-", () -> {
                    server.tell("refuse-logins on");
                    server.tell("stop");
                    server.tell("start");
                    Suite.pause(20_000);
                }),
                Round.of("district: quota reached within a file", "-", () -> {
                    server.tell("fail-writes-after " + (300 + suite.random.nextInt(3_000)));
                    Suite.pause(6_000);
                }),
                Round.of("district: read-only folder", "-", () -> {
                    server.tell("read-only on");
                    Suite.pause(6_000);
                }),
                Round.of("district: changed host key", "-", () -> {
                    server.tell("other-key on");
                    Suite.pause(6_000);
                    server.tell("other-key off");
                }),
                Round.of("district: every answer slow", "-", () -> {
                    server.tell("delay 300");
                    Suite.pause(6_000);
                }));
    }
}
