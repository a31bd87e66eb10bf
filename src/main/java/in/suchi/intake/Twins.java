package in.suchi.intake;

import in.suchi.person.NameSound;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tells the persons under one registration id apart. The first known stays; a row whose name and year of birth both differ
 * from everybody known under the id is a further person (a twin, 1, 2 …).
 */
final class Twins {

    /** What tells a person: as the ledger knows them (line 0), or as a row of the extract says. */
    record Person(String registrationId, int line, int twin, String name, String nameHi, Integer yearOfBirth) {}

    /**
     * What a row turned out to be.
     *
     * @param repeated a later row of the same extract speaks of the same person: this one only counts
     */
    record Sorted(int line, int twin, boolean repeated) {}

    private Twins() {}

    /**
     * @param known persons of the ledger under these ids
     * @param rows rows of the extract under these ids, by line
     */
    static List<Sorted> sort(List<Person> known, List<Person> rows) {
        Map<String, List<Person>> people = new HashMap<>();
        known.forEach(person -> people.computeIfAbsent(person.registrationId(), id -> new ArrayList<>())
                .add(person));
        Map<String, Integer> lastLine = new HashMap<>();
        List<Sorted> sorted = new ArrayList<>(rows.size());
        for (Person row : rows) {
            List<Person> sameId = people.computeIfAbsent(row.registrationId(), id -> new ArrayList<>());
            Person same = sameId.stream()
                    .filter(person -> NameSound.samePerson(
                            person.name(),
                            person.nameHi(),
                            person.yearOfBirth(),
                            row.name(),
                            row.nameHi(),
                            row.yearOfBirth()))
                    .findFirst()
                    .orElse(null);
            int twin = same != null
                    ? same.twin()
                    : sameId.stream().mapToInt(Person::twin).max().orElse(-1) + 1;
            if (same == null) {
                sameId.add(new Person(
                        row.registrationId(), row.line(), twin, row.name(), row.nameHi(), row.yearOfBirth()));
            }
            lastLine.put(row.registrationId() + '\n' + twin, row.line());
            sorted.add(new Sorted(row.line(), twin, false));
        }
        List<Sorted> result = new ArrayList<>(sorted.size());
        for (int i = 0; i < sorted.size(); i++) {
            Sorted row = sorted.get(i);
            int last = lastLine.get(rows.get(i).registrationId() + '\n' + row.twin());
            result.add(new Sorted(row.line(), row.twin(), last != row.line()));
        }
        return result;
    }
}
