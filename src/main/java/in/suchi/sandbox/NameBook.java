package in.suchi.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Names of synthetic people, in Latin and Devanagari, put together as they are in Bihar. */
final class NameBook {
    record Name(String latin, String devanagari) {
        Name and(Name next) {
            return new Name(latin + " " + next.latin, devanagari + " " + next.devanagari);
        }
    }

    private static final Name KUMAR = new Name("Kumar", "कुमार");
    private static final Name MD = new Name("Md", "मो.");
    private static final double MUSLIM = 0.16;
    private static final double WOMENS_SURNAME = 0.8;
    private static final double MIDDLE_KUMAR = 0.3;

    private final Map<String, List<Name>> names = new HashMap<>();

    NameBook() {
        for (var row : GeneratorPlaces.resource("names.csv")) {
            names.computeIfAbsent(
                            key(row.getField("kind"), row.getField("gender"), row.getField("group")),
                            k -> new ArrayList<>())
                    .add(new Name(row.getField("latin"), row.getField("devanagari")));
        }
    }

    /** @param gender F or M; whoever is neither has a name of either */
    Name draw(String gender, Random random) {
        var sex = gender.equals("T") ? (random.nextBoolean() ? "F" : "M") : gender;
        var group = random.nextDouble() < MUSLIM ? "muslim" : "general";
        var first = pick("first", sex, group, random);
        if (sex.equals("F")) {
            var of = random.nextDouble() < WOMENS_SURNAME ? "F" : "";
            return first.and(pick("surname", of, group, random));
        }
        if (group.equals("muslim")) {
            var name = random.nextDouble() < MIDDLE_KUMAR ? MD.and(first) : first;
            return name.and(pick("surname", "", group, random));
        }
        var name = random.nextDouble() < MIDDLE_KUMAR ? first.and(KUMAR) : first;
        return name.and(pick("surname", "", group, random));
    }

    private Name pick(String kind, String gender, String group, Random random) {
        var all = names.get(key(kind, gender, group));
        return all.get(random.nextInt(all.size()));
    }

    private static String key(String kind, String gender, String group) {
        return kind + gender + group;
    }
}
