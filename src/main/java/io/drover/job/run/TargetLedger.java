package io.drover.job.run;

import io.drover.store.ledger.Delivery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The table {@code drover_ledger} in a database that is not Drover's own: its row commits with the loaded rows, so that a
 * load that a crash cut off before Drover's own commit is not done twice. Drover does not make it (docs/promises.md has the
 * statement); without it, a job that has keys for every mapping is repeated, which changes nothing.
 */
final class TargetLedger {
    private TargetLedger() {}

    static boolean exists(Connection connection) throws SQLException {
        for (String name : new String[] {"drover_ledger", "DROVER_LEDGER"}) {
            try (ResultSet tables = connection
                    .getMetaData()
                    .getTables(
                            connection.getCatalog(), connection.getSchema(), name, new String[] {"TABLE", "BASE TABLE"
                            })) {
                if (tables.next()) {
                    return true;
                }
            }
        }
        return false;
    }

    static boolean holds(Connection connection, Delivery delivery) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT 1 FROM drover_ledger WHERE delivery = ?")) {
            query.setString(1, delivery.uid());
            try (ResultSet found = query.executeQuery()) {
                return found.next();
            }
        }
    }

    static void enter(Connection connection, Delivery delivery, String job) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO drover_ledger (delivery, job, file, loaded) VALUES (?, ?, ?, CURRENT_TIMESTAMP)")) {
            insert.setString(1, delivery.uid());
            insert.setString(2, job);
            insert.setString(3, delivery.file());
            insert.executeUpdate();
        }
    }
}
