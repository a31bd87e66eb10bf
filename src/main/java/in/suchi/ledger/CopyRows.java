package in.suchi.ledger;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Sends rows to a table with PostgreSQL's COPY, in constant memory. Values are escaped here, so any text is safe. Used inside
 * the caller's transaction: close it to finish the copy, or let the transaction fail and nothing was copied.
 */
public final class CopyRows implements AutoCloseable {

    private static final int FLUSH_AT = 1 << 16;

    private final CopyIn copy;
    private final StringBuilder buffer = new StringBuilder(FLUSH_AT + 4096);
    private boolean rowBegun;
    private long rows;

    private CopyRows(CopyIn copy) {
        this.copy = copy;
    }

    /**
     * @param target table with its columns, e.g. {@code incoming (line, name)}; from code, never from outside
     */
    public static CopyRows into(Connection connection, String target) throws SQLException {
        return new CopyRows(connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + target + " from stdin with (format text, encoding 'UTF8')"));
    }

    /** Adds a value to the row; null is SQL null. Values go by their {@code toString()}. */
    public CopyRows value(Object value) {
        separate();
        if (value == null) {
            buffer.append("\\N");
        } else if (value instanceof CharSequence text) {
            escape(text);
        } else {
            escape(value.toString());
        }
        return this;
    }

    /** Adds a text; an empty one becomes SQL null. */
    public CopyRows textOrNull(String text) {
        return value(text == null || text.isEmpty() ? null : text);
    }

    /** Adds a whole number. */
    public CopyRows value(long number) {
        separate();
        buffer.append(number);
        return this;
    }

    /** Ends the row. */
    public void endRow() throws SQLException {
        buffer.append('\n');
        rowBegun = false;
        rows++;
        if (buffer.length() >= FLUSH_AT) {
            flush();
        }
    }

    /** Rows ended so far. */
    public long rows() {
        return rows;
    }

    private void separate() {
        if (rowBegun) {
            buffer.append('\t');
        }
        rowBegun = true;
    }

    private void escape(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\\' -> buffer.append("\\\\");
                case '\t' -> buffer.append("\\t");
                case '\n' -> buffer.append("\\n");
                case '\r' -> buffer.append("\\r");
                case '\0' -> {} // PostgreSQL stores no NUL
                default -> buffer.append(c);
            }
        }
    }

    private void flush() throws SQLException {
        byte[] bytes = buffer.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        buffer.setLength(0);
    }

    /** Finishes the copy; after an exception in between it is cancelled instead. */
    @Override
    public void close() throws SQLException {
        if (!copy.isActive()) {
            return;
        }
        if (rowBegun) {
            copy.cancelCopy(); // left in the middle of a row: something failed
            return;
        }
        flush();
        copy.endCopy();
    }
}
