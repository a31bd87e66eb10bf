package in.suchi.site;

import in.suchi.config.ConfigurationProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The districts of {@code districts.csv}, found by LGD code, slug, name or alias in either script. */
public final class DistrictTable {

    private static final List<String> REQUIRED = List.of("lgd_code", "name_en", "name_hi");
    private static final List<String> OPTIONAL = List.of(
            "aliases",
            "official_lgd_name",
            "headquarters",
            "census2011_code",
            "census2001_code",
            "population_2011",
            "pincodes",
            "sites",
            "hq_latitude",
            "hq_longitude",
            "hq_pincode");
    /** Shorter names differ by one letter from others' too easily. */
    private static final int SHORTEST_MISSPELT = 6;

    private final Map<Integer, District> byLgd = new LinkedHashMap<>();
    private final Map<String, District> bySlug = new HashMap<>();
    private final Map<String, District> byName = new HashMap<>();
    /** Headquarters name their district within a facility's name, but are no name of the district itself. */
    private final Map<Integer, Set<String>> facilitySuffixes = new HashMap<>();

    private final Map<Integer, Integer> lines = new HashMap<>();

    private DistrictTable() {}

    static DistrictTable load(Path file, Consumer<ConfigurationProblem> problems) {
        DistrictTable table = new DistrictTable();
        CsvTable.read(file, REQUIRED, OPTIONAL, table::add, problems);
        if (table.byLgd.isEmpty()) {
            throw new ConfigurationProblem(file, "every row", null, "add a row for each district");
        }
        return table;
    }

    private void add(CsvTable.Row row) {
        String nameEn = row.mandatory("name_en");
        List<String> aliases = new ArrayList<>(list(row.text("aliases")));
        if (!row.text("official_lgd_name").isEmpty() && !aliases.contains(row.text("official_lgd_name"))) {
            aliases.add(row.text("official_lgd_name"));
        }
        District district =
                new District(row.number("lgd_code"), nameEn, row.mandatory("name_hi"), aliases, slug(nameEn));
        lines.putIfAbsent(district.lgd(), row.line());
        if (byLgd.putIfAbsent(district.lgd(), district) != null) {
            throw row.problem("lgd_code", "stands twice; keep one of the rows");
        }
        if (district.slug().isEmpty() || bySlug.putIfAbsent(district.slug(), district) != null) {
            throw row.problem(
                    "name_en",
                    "its slug '" + district.slug()
                            + "' is empty or taken; give each district an English name of its own");
        }
        Set<String> suffixes = new HashSet<>();
        for (String name : names(district)) {
            suffixes.add(Spelling.fold(name));
            District other = byName.putIfAbsent(key(name), district);
            if (other != null && other.lgd() != district.lgd()) {
                throw row.problem(
                        "aliases",
                        "'" + name + "' names " + other.nameEn() + " too; leave it with one of the two districts");
            }
        }
        if (!row.text("headquarters").isEmpty()) {
            suffixes.add(Spelling.fold(row.text("headquarters")));
        }
        suffixes.remove("");
        facilitySuffixes.put(district.lgd(), Set.copyOf(suffixes));
    }

    private static List<String> names(District district) {
        List<String> names = new ArrayList<>(district.aliases());
        names.add(district.nameEn());
        names.add(district.nameHi());
        names.add(district.slug());
        return names;
    }

    static List<String> list(String bars) {
        return Arrays.stream(bars.split("\\|"))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    private static String slug(String nameEn) {
        return nameEn.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static String key(String name) {
        return Spelling.fold(name.replaceAll("(?iu)\\b(district|dist|zila|jila)\\b\\.?|ज़िला|जिला", " "));
    }

    /**
     * The district that a text names: by LGD code, slug, English or Hindi name or alias; case, spacing and usual
     * spellings do not matter, and a long name may have one wrong letter if it can only be one district then.
     */
    public Optional<District> find(String text) {
        String stripped = text == null ? "" : text.strip();
        if (stripped.matches("[0-9]{1,4}")) {
            return byLgd(Integer.parseInt(stripped));
        }
        String key = key(stripped);
        District exact = byName.get(key);
        if (exact != null || key.length() < SHORTEST_MISSPELT) {
            return Optional.ofNullable(exact);
        }
        LevenshteinDistance distance = new LevenshteinDistance(1);
        Set<District> near = new HashSet<>();
        byName.forEach((name, district) -> {
            if (distance.apply(name, key) >= 0) {
                near.add(district);
            }
        });
        return near.size() == 1 ? near.stream().findFirst() : Optional.empty();
    }

    public Optional<District> byLgd(int lgd) {
        return Optional.ofNullable(byLgd.get(lgd));
    }

    public Optional<District> bySlug(String slug) {
        return Optional.ofNullable(bySlug.get(slug));
    }

    /** The line of the district's row in the file. */
    int line(District district) {
        return lines.get(district.lgd());
    }

    /** All districts in the order of the file. */
    public Collection<District> all() {
        return Collections.unmodifiableCollection(byLgd.values());
    }

    /** Folded names that may follow a facility's own name without saying more ("PHC Agiaon, Bhojpur"). */
    Set<String> facilitySuffixes(int lgd) {
        return facilitySuffixes.getOrDefault(lgd, Set.of());
    }

    /** Whether two texts name the same place by their normalised spelling alone. */
    static boolean sameName(String one, String other) {
        String key = key(one);
        return !key.isEmpty() && key.equals(key(other));
    }
}
