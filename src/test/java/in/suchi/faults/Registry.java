package in.suchi.faults;

import in.suchi.faults.Person.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The registry's side: registers people and exports them. What it remembers is the truth the hub is compared with. */
final class Registry {

    private static final String SYLLABLES = "kalamanaratasavadiripumobigelosuchinehajopi";
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss");

    private final Path outbox;
    private final List<Place> places;
    private final Map<String, Person> people = new LinkedHashMap<>();
    private int number;
    private int exports;

    /** @param places people are posted there, in turn */
    Registry(Path outbox, List<Place> places) {
        this.outbox = outbox;
        this.places = places;
    }

    /** So many new people; every tenth has no mobile. */
    List<Person> register(int howMany) {
        List<Person> registered = new ArrayList<>();
        for (int i = 0; i < howMany; i++) {
            int n = ++number;
            Person person = new Person(
                    "F%06d".formatted(n),
                    name(n),
                    1965 + n % 30,
                    n % 10 == 0 ? "" : Long.toString(7_000_000_000L + n * 7_919L),
                    places.get(n % places.size()));
            people.put(person.registrationId(), person);
            registered.add(person);
        }
        return registered;
    }

    private static String name(int n) {
        StringBuilder name = new StringBuilder("Asha");
        for (int rest = n; rest > 0; rest /= 20) {
            name.append(SYLLABLES, rest % 20 * 2, rest % 20 * 2 + 2);
        }
        return name + " Devi";
    }

    /** An extract with these people and one row nobody can use. */
    static byte[] extract(List<Person> people) {
        StringBuilder text = new StringBuilder(Person.HEADER).append("\r\n");
        people.forEach(person -> text.append(person.row()).append("\r\n"));
        text.append(",No Id At All,,female,1980,7000000001,nurse,voter-id,,,,,,2021-01-05\r\n");
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A name for the next extract; each is newer than the one before. */
    String nextName() {
        return "registrations-"
                + STAMP.format(LocalDateTime.of(2021, 1, 14, 8, 0).plusSeconds(++exports)) + ".csv";
    }

    /** Puts it into the outbox, whole at once. */
    void export(String name, byte[] content) {
        try {
            Path part = outbox.resolve("." + name + ".part");
            Files.write(part, content);
            Files.move(part, outbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Registers and exports. @return the extract's name */
    String exportNew(int howMany) {
        String name = nextName();
        export(name, extract(register(howMany)));
        return name;
    }

    Map<String, Person> people() {
        return people;
    }

    Path outbox() {
        return outbox;
    }
}
