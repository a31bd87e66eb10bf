package in.suchi.intake;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The header row of one extract: which column stands where. */
final class Header {

    private final String[] names;
    private final String[] keys;
    private final int[] positions = new int[ExtractColumn.COUNT];

    private Header(String[] names) {
        this.names = names;
        this.keys = Arrays.stream(names).map(ExtractColumns::headerKey).toArray(String[]::new);
        Arrays.fill(positions, -1);
    }

    /** Reads a record as a header; it may turn out to be none, see {@link #missing}. */
    static Header of(String[] names, ExtractColumns columns, String fileName, long line) {
        Header header = new Header(names);
        Map<String, ExtractColumn> known = columns.headerNames();
        boolean[] byOwnName = new boolean[ExtractColumn.COUNT];
        boolean[] twice = new boolean[ExtractColumn.COUNT];
        for (int i = 0; i < names.length; i++) {
            ExtractColumn column = known.get(header.keys[i]);
            if (column == null) {
                continue;
            }
            int c = column.ordinal();
            boolean own = header.keys[i].equals(ExtractColumns.headerKey(column.column()));
            if (header.positions[c] < 0 || (own && !byOwnName[c])) {
                header.positions[c] = i;
                byOwnName[c] = own;
                twice[c] = false;
            } else if (own == byOwnName[c]) {
                twice[c] = true;
            }
        }
        for (ExtractColumn column : ExtractColumn.values()) {
            if (twice[column.ordinal()] && header.missing(columns).isEmpty()) {
                throw new UnreadableExtract(
                        fileName,
                        "line " + line + ": two columns of the header are called, or stand for, " + column,
                        "Rename one of them, or correct aliases in config/extract-columns.yaml.");
            }
        }
        return header;
    }

    /** The mandatory columns that are not there, in words; empty if the record can serve as a header. */
    List<String> missing(ExtractColumns columns) {
        List<String> missing = new ArrayList<>();
        for (Set<ExtractColumn> group : columns.mandatory()) {
            if (group.stream().noneMatch(column -> positions[column.ordinal()] >= 0)) {
                missing.add(group.stream().sorted().map(ExtractColumn::column).collect(Collectors.joining(" or ")));
            }
        }
        return missing;
    }

    List<String> names() {
        return List.of(names);
    }

    int[] positions() {
        return positions;
    }

    int size() {
        return names.length;
    }

    /** Whether the record is this header once more. */
    boolean isRepeatedBy(String[] record) {
        if (record.length != names.length
                || !names[0].regionMatches(true, 0, record[0], 0, Math.min(1, names[0].length()))) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            if (!record[i].equals(names[i])
                    && !ExtractColumns.headerKey(record[i]).equals(keys[i])) {
                return false;
            }
        }
        return true;
    }
}
