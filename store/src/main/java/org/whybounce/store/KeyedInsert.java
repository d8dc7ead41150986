package org.whybounce.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;

/// Adds rows whose key another node may have brought in the same moment.
///
/// @param postgres it ends a transaction in which a statement failed, so there has to be a point to go back to
record KeyedInsert(Connection connection, boolean postgres) {
    /// SQLSTATE of a key that is there already (SQL, class 23).
    private static final String TWICE = "23505";

    /// Whether the row went in; not if its key is there.
    boolean once(PreparedStatement add) throws SQLException {
        Savepoint before = postgres ? connection.setSavepoint() : null;
        try {
            boolean added = add.executeUpdate() > 0;
            if (before != null) {
                connection.releaseSavepoint(before);
            }
            return added;
        } catch (SQLException e) {
            if (!TWICE.equals(e.getSQLState())) {
                throw e;
            }
            if (before != null) {
                connection.rollback(before);
            }
            return false;
        }
    }
}
