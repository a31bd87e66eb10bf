package in.suchi.intake;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Hands out person ids in blocks of a thousand, over a connection of its own because the other one is busy copying. */
final class PersonIds implements AutoCloseable {

    private static final int BLOCK = 1_000; // the sequence's increment

    private final Connection connection;
    private final PreparedStatement statement;
    private long next;
    private long end;

    PersonIds(DataSource dataSource) throws SQLException {
        connection = dataSource.getConnection();
        statement = connection.prepareStatement("select nextval('person_id_seq')");
    }

    long next() throws SQLException {
        if (next == end) {
            try (ResultSet block = statement.executeQuery()) {
                block.next();
                next = block.getLong(1);
                end = next + BLOCK;
            }
        }
        return next++;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
