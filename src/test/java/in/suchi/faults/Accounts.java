package in.suchi.faults;

import in.suchi.sandbox.GatewayPeer;
import in.suchi.sandbox.SmsMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Compares what lies at the peers with the registry's own list. Not the ledger's word but the gateway's record and the districts'
 * files say whether anybody was lost or told twice.
 */
final class Accounts {

    /** The most submits that can be in doubt at the instant of a crash. */
    static final int IN_DOUBT_BOUND = 100;

    private final Scene scene;
    private final List<String> problems = new ArrayList<>();
    private int lost;
    private int doubled;

    private Accounts(Scene scene) {
        this.scene = scene;
    }

    /** Before anything happened. */
    static Accounts none(Scene scene) {
        return new Accounts(scene);
    }

    /** @param expectedLetters whether there may be open dead letters */
    static Accounts of(Scene scene, boolean expectedLetters) {
        Accounts accounts = new Accounts(scene);
        accounts.ledger(expectedLetters);
        accounts.messages();
        accounts.rosters();
        new Rest(scene).leftovers().forEach(file -> accounts.problems.add("left over: " + file));
        return accounts;
    }

    /** People or SMS missing. */
    int lost() {
        return lost;
    }

    /** SMS that somebody got once more than owed, since the beginning. */
    int doubled() {
        return doubled;
    }

    private void ledger(boolean expectedLetters) {
        Set<String> known = new HashSet<>(scene.jdbc
                .sql("select registration_id from person where twin = 0")
                .query(String.class)
                .list());
        for (Person person : scene.registry.people().values()) {
            if (!known.contains(person.registrationId())) {
                lost(person + " is not in the ledger");
            }
        }
        if (known.size() > scene.registry.people().size()) {
            problems.add((known.size() - scene.registry.people().size()) + " people nobody registered");
        }
        scene.jdbc
                .sql("select balance, expected, found from balance_count where not holds")
                .query((row, n) -> problems.add("the balance of " + row.getString(1) + " does not hold: "
                        + row.getLong(2) + " expected, " + row.getLong(3) + " found"))
                .list();
        scene.jdbc
                .sql("select distinct message from alarm where kind = 'balance'")
                .query((row, n) -> problems.add("for a moment: " + row.getString(1)))
                .list();
        scene.jdbc
                .sql(
                        "select count(*) from notice n where n.dead and not exists (select from dead_letter d"
                                + " where d.kind = 'notice' and d.subject = n.notice_id::text and d.state in ('open', 'retried'))")
                .query((row, n) -> row.getLong(1) == 0 || problems.add("notices marked dead without a letter"))
                .list();
        if (!expectedLetters) {
            scene.jdbc
                    .sql("select reason, count(*) from dead_letter where state = 'open' group by 1")
                    .query((row, n) -> problems.add(row.getLong(2) + " dead letters: " + row.getString(1)))
                    .list();
        }
    }

    private record Attempt(String reference, long notice, String registrationId, boolean possiblyTwice) {}

    private void messages() {
        Map<String, Attempt> attempts = scene.jdbc.sql("""
                        select a.reference, a.notice_id as notice, p.registration_id, a.possibly_twice
                        from attempt a join notice n using (notice_id) join person p using (person_id)""").query(Attempt.class).list().stream()
                .collect(Collectors.toMap(Attempt::reference, Function.identity()));
        Map<Long, List<SmsMessage>> byNotice = new HashMap<>();
        for (SmsMessage message : GatewayPeer.messagesIn(scene.folders.gateway("gateway"))) {
            Attempt attempt = attempts.get(message.reference());
            if (attempt == null) {
                problems.add("a message with a reference the ledger does not know");
                doubled++;
                continue;
            }
            byNotice.computeIfAbsent(attempt.notice(), n -> new ArrayList<>()).add(message);
            Person person = scene.registry.people().get(attempt.registrationId());
            if (person == null || !message.to().endsWith(person.mobile())) {
                problems.add("a message of " + attempt.registrationId() + " went to another number");
            }
        }
        byNotice.forEach((notice, messages) -> {
            if (messages.size() > 1) {
                doubled += messages.size() - 1;
                boolean counted = messages.stream()
                        .allMatch(message -> attempts.get(message.reference()).possiblyTwice());
                if (!counted || scene.recognises) {
                    problems.add("notice " + notice + " went out " + messages.size()
                            + " times and the ledger does not count it as possibly sent twice");
                }
            }
        });
        Map<String, Long> told = new HashMap<>();
        byNotice.forEach((notice, messages) ->
                told.merge(attempts.get(messages.get(0).reference()).registrationId(), 1L, Long::sum));
        Set<String> excused =
                new HashSet<>(scene.jdbc.sql("""
                        select p.registration_id from notice n join person p using (person_id)
                        where n.dead or n.state in ('refused', 'expired')""").query(String.class).list());
        for (Person person : scene.registry.people().values()) {
            if (!person.mobile().isEmpty()
                    && !told.containsKey(person.registrationId())
                    && !excused.contains(person.registrationId())) {
                lost(person + " was not told");
            }
        }
        scene.jdbc.sql("""
                        select n.notice_id from notice n where n.state in ('submitted', 'delivered', 'undelivered')""").query(Long.class).list().stream()
                .filter(notice -> !byNotice.containsKey(notice))
                .forEach(notice -> lost("notice " + notice + " counts as sent, and the gateway has nothing of it"));
    }

    /** Each session's roster lies at both its endpoints, byte for byte as the registry's list and the ledger's serials make it. */
    private void rosters() {
        record Member(int revision, int serial, String registrationId, String basis) {}
        for (Person.Place place : scene.places) {
            List<Member> members = scene.jdbc
                    .sql("""
                            select r.revision, m.serial, p.registration_id, pl.basis from roster r
                            join roster_member m using (session_id) join person p using (person_id) join placement pl using (person_id)
                            where r.session_id = ? order by m.serial""")
                    .param(place.sessionId())
                    .query(Member.class)
                    .list();
            if (members.isEmpty()) {
                continue;
            }
            StringBuilder text = new StringBuilder("session_id,revision,serial,registration_id,name,name_hi,gender,"
                    + "year_of_birth,mobile,category,id_type,posting_facility,slot,basis\r\n");
            for (Member member : members) {
                Person person = scene.registry.people().get(member.registrationId());
                if (person == null || !person.place().equals(place)) {
                    problems.add(member.registrationId() + " is on the roster of " + place.sessionId());
                    continue;
                }
                text.append(String.join(
                                ",",
                                place.sessionId(),
                                Integer.toString(member.revision()),
                                Integer.toString(member.serial()),
                                person.registrationId(),
                                person.name(),
                                "",
                                "female",
                                Integer.toString(person.yearOfBirth()),
                                person.mobile(),
                                "nurse",
                                "voter-id",
                                place.name(),
                                "2021-01-16T09:00:00+05:30",
                                member.basis()))
                        .append("\r\n");
            }
            String name = "roster-%s-%s-2021-01-16-%s-r%d.csv"
                    .formatted(
                            place.slug(),
                            place.siteCode(),
                            place.sessionId(),
                            members.get(0).revision());
            Path district = scene.folders.district(place.slug());
            compare(district.resolve("rosters").resolve(name), text.toString());
            compare(district.resolve("sites").resolve(place.siteCode()).resolve(name), text.toString());
            long expected = scene.registry.people().values().stream()
                    .filter(person -> person.place().equals(place))
                    .count();
            if (members.size() < expected) {
                lost((expected - members.size()) + " people are not on the roster of " + place.sessionId());
            }
        }
    }

    private void compare(Path file, String expected) {
        try {
            byte[] bytes = expected.getBytes(StandardCharsets.UTF_8);
            if (!Files.exists(file)) {
                problems.add("no " + scene.folder.relativize(file));
            } else if (!java.util.Arrays.equals(bytes, Files.readAllBytes(file))) {
                problems.add(scene.folder.relativize(file) + " is not the roster");
            } else if (!Files.readString(file.resolveSibling(file.getFileName() + ".sha256"))
                    .startsWith(DigestUtils.sha256Hex(bytes))) {
                problems.add(scene.folder.relativize(file) + ".sha256 is not its checksum");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lost(String what) {
        lost++;
        problems.add(what);
    }

    /** What these accounts find wrong that those before did not; the first dozen of it. */
    List<String> newSince(Accounts earlier) {
        return problems.stream()
                .filter(problem -> !earlier.problems.contains(problem))
                .limit(12)
                .toList();
    }
}
