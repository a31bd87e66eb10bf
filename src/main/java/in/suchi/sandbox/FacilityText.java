package in.suchi.sandbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** How people write the name of the site they work at. */
final class FacilityText {
    private static final Map<String, List<String>> ABBREVIATED = Map.of(
            "Primary Health Centre ", List.of("PHC ", "P.H.C. "),
            "PHC ", List.of("P.H.C. "),
            "CHC ", List.of("C.H.C. "),
            "Sadar Hospital ", List.of("S.H. "),
            "Referral Hospital ", List.of("R.H. ", "Referral Hosp. "),
            "Sub-Divisional Hospital ", List.of("SDH "));
    private static final String[][] MISSPELT = {
        {"ganj", "gunj"}, {"pur", "poor"}, {"aa", "a"}, {"ee", "i"}, {"oo", "u"}, {"w", "v"}
    };
    /** Words that say what a site is and not where. */
    private static final String TYPE_WORDS =
            "(?i)\\b(PHC|UPHC|CHC|Urban|Sadar|Sub-Divisional|Referral|District|Hospital"
                    + "|Medical|College|Institute|Sciences|Government|of|and|the|All|India)\\b";

    private FacilityText() {}

    /** The place in a site's name. */
    static String place(GeneratorSite site) {
        return site.name()
                .replaceAll("\\(.*?\\)", " ")
                .replaceAll(TYPE_WORDS, " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    /**
     * A site's name as typed.
     *
     * @param distinct whether even a sloppy spelling can mean no other site of the district
     */
    static String of(GeneratorSite site, boolean distinct, Random random) {
        int way = random.nextInt(100);
        if (way < 78) {
            return site.name();
        }
        if (way < 84) {
            return site.name().toUpperCase(Locale.ROOT);
        }
        if (way < 88) {
            return site.name() + ", " + site.district();
        }
        if (way < 92 && !site.nameHi().isBlank()) {
            return site.nameHi();
        }
        if (!distinct) {
            return site.name();
        }
        if (way < 95) {
            return turned(site.name());
        }
        return way < 98 ? abbreviated(site.name(), random) : misspelt(site.name());
    }

    private static String turned(String name) {
        int space = name.indexOf(' ');
        var type = space < 0 ? "" : name.substring(0, space);
        return type.equals("PHC") || type.equals("CHC") ? name.substring(space + 1) + " " + type : name;
    }

    private static String abbreviated(String name, Random random) {
        for (var entry : ABBREVIATED.entrySet()) {
            if (name.startsWith(entry.getKey())) {
                var shorter =
                        entry.getValue().get(random.nextInt(entry.getValue().size()));
                return shorter + name.substring(entry.getKey().length());
            }
        }
        return name;
    }

    private static String misspelt(String name) {
        int place = name.lastIndexOf(' ') + 1;
        for (var pair : MISSPELT) {
            int at = name.indexOf(pair[0], place);
            if (at > place) {
                return name.substring(0, at) + pair[1] + name.substring(at + pair[0].length());
            }
        }
        return name;
    }
}
