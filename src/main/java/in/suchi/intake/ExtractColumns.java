package in.suchi.intake;

import in.suchi.config.ConfigurationProblem;
import in.suchi.config.InvalidValue;
import in.suchi.config.StrictYaml;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How the registry's extracts are read: {@code config/extract-columns.yaml}.
 *
 * @param separator comma, semicolon or tab
 * @param aliases what the header may call each column, besides its own name
 * @param mandatory groups of columns; of each group at least one must be in the header
 * @param missing fields that mean "nothing", lower case
 * @param placeholderPincodes typed only to fill the field
 * @param placeholderMobiles typed only to fill the field
 * @param withdrawn values of the status column that take a person out, lower case
 * @param minimumAge in the year of registration, in years
 * @param maximumAge in the year of registration, in years
 */
public record ExtractColumns(
        String separator,
        Map<ExtractColumn, List<String>> aliases,
        List<Set<ExtractColumn>> mandatory,
        Set<String> missing,
        Set<String> placeholderPincodes,
        Set<String> placeholderMobiles,
        Set<String> withdrawn,
        int minimumAge,
        int maximumAge,
        ExtractLimits limits) {

    public ExtractColumns {
        if (separator == null || !List.of(",", ";", "\t").contains(separator)) {
            throw new InvalidValue("separator", separator, "write \",\" or \";\" or \"\\t\"");
        }
        if (mandatory == null || mandatory.isEmpty()) {
            throw new InvalidValue("mandatory", mandatory, "name at least registration_id and the names");
        }
        InvalidValue.present("limits", limits, "restore it from the distribution");
        if (minimumAge < 0 || maximumAge <= minimumAge) {
            throw new InvalidValue("minimum-age", minimumAge, "write at least 0 and less than maximum-age");
        }
        aliases = aliases == null ? Map.of() : aliases;
        mandatory = List.copyOf(mandatory);
        missing = words("missing", missing);
        placeholderPincodes = words("placeholder-pincodes", placeholderPincodes);
        placeholderMobiles = words("placeholder-mobiles", placeholderMobiles);
        withdrawn = words("withdrawn", withdrawn);
        headerNames(aliases);
    }

    /**
     * Reads the configuration.
     *
     * @throws ConfigurationProblem naming file, key and remedy if it cannot be read or makes no sense
     */
    public static ExtractColumns load(Path file) {
        return StrictYaml.read(file, ExtractColumns.class, name -> null);
    }

    char separatorCharacter() {
        return separator.charAt(0);
    }

    /** Every name a header may use, normalised by {@link #headerKey}, to its column. */
    Map<String, ExtractColumn> headerNames() {
        return headerNames(aliases);
    }

    private static Map<String, ExtractColumn> headerNames(Map<ExtractColumn, List<String>> aliases) {
        Map<String, ExtractColumn> names = new HashMap<>();
        for (ExtractColumn column : ExtractColumn.values()) {
            names.put(headerKey(column.column()), column);
        }
        aliases.forEach((column, others) -> {
            for (String other : others == null ? List.<String>of() : others) {
                if (other == null || headerKey(other).isEmpty()) {
                    throw new InvalidValue("aliases." + column, "", "remove the empty entry");
                }
                ExtractColumn before = names.putIfAbsent(headerKey(other), column);
                if (before != null && before != column) {
                    throw new InvalidValue(
                            "aliases." + column, other, "it stands for " + before + " too; remove it from one of them");
                }
            }
        });
        return names;
    }

    /** A header name without case, marks and separators, so that "Reg. No" and "reg_no" are the same. */
    static String headerKey(String name) {
        StringBuilder key = new StringBuilder(name.length());
        Normalizer.normalize(name, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .codePoints()
                .filter(c -> Character.isLetterOrDigit(c)
                        || Character.getType(c) == Character.NON_SPACING_MARK
                        || Character.getType(c) == Character.COMBINING_SPACING_MARK)
                .forEach(key::appendCodePoint);
        return key.toString();
    }

    private static Set<String> words(String key, Set<String> words) {
        Set<String> lower = new HashSet<>();
        for (String word : words == null ? Set.<String>of() : words) {
            if (word == null) {
                throw new InvalidValue(key, "", "remove the empty entry, or write \"null\" in quotes if it is meant");
            }
            lower.add(word.toLowerCase(Locale.ROOT));
        }
        return Set.copyOf(lower);
    }
}
