package in.suchi.site;

import in.suchi.person.Pincode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One post office of a pincode directory.
 *
 * @param districts its district first; empty where none is given
 * @param state empty where none is given
 * @param point where it lies as far as the row itself can tell
 */
record DirectoryOffice(
        long line, String name, Pincode pincode, List<String> districts, String state, Optional<GeoPoint> point) {

    private static final Set<String> NOTHING = Set.of("", "na", "n/a", "null", "none", "-", "0", "not available");
    private static final Set<String> SMALL = Set.of("and", "of", "the");

    DirectoryOffice withPoint(Optional<GeoPoint> other) {
        return new DirectoryOffice(line, name, pincode, districts, state, other);
    }

    static String text(String field) {
        String stripped = field == null
                ? ""
                : field.replaceAll("[\\p{Z}\\p{Cntrl}]+", " ").strip();
        return NOTHING.contains(stripped.toLowerCase(Locale.ROOT)) ? "" : stripped;
    }

    /** The directory shouts; names are written as names. */
    static String named(String field) {
        String text = text(field);
        if (!text.equals(text.toUpperCase(Locale.ROOT))) {
            return text;
        }
        StringBuilder name = new StringBuilder();
        for (String word : text.toLowerCase(Locale.ROOT).split(" ")) {
            name.append(name.isEmpty() ? "" : " ");
            name.append(name.length() > 0 && SMALL.contains(word) ? word : capitals(word));
        }
        return name.toString();
    }

    private static String capitals(String word) {
        StringBuilder capitals = new StringBuilder();
        boolean first = true;
        for (char c : word.toCharArray()) {
            capitals.append(first ? Character.toUpperCase(c) : c);
            first = !Character.isLetter(c);
        }
        return capitals.toString();
    }
}
