package in.suchi.console;

import java.util.List;

/**
 * One leaf of a long table.
 *
 * @param total how many rows there are, whatever is shown
 * @param offset of the first row shown
 */
record Listing<T>(List<T> rows, long total, int offset) {

    /** Rows on one leaf: what a slow line and a tired eye can take. */
    static final int LEAF = 50;

    public int from() {
        return rows.isEmpty() ? 0 : offset + 1;
    }

    public int to() {
        return offset + rows.size();
    }

    public boolean hasPrevious() {
        return offset > 0;
    }

    public boolean hasNext() {
        return to() < total;
    }

    public int previous() {
        return Math.max(0, offset - LEAF);
    }

    public int next() {
        return offset + LEAF;
    }
}
