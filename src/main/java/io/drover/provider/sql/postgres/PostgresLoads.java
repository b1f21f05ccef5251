package io.drover.provider.sql.postgres;

import io.drover.provider.TableOptions;
import io.drover.provider.TableOptions.Mode;
import io.drover.provider.sql.staged.StagedLoad;
import java.sql.Connection;
import java.sql.SQLException;

/** The ways to take rows into a table of PostgreSQL. */
final class PostgresLoads {
    private PostgresLoads() {}

    /**
     * The best way.
     *
     * @param unique whether a unique index has exactly the key columns
     */
    static StagedLoad choose(Connection connection, Staging staging, PostgresMerge merge, boolean unique)
            throws SQLException {
        boolean direct = merge.columns().stream().noneMatch(PostgresTypes::isText) && is(connection, merge.takesCopy());
        if (!merge.hasKeys()) {
            return direct ? new DirectCopy(connection, merge, null) : new StagedInsert(connection, staging, merge);
        }
        TableOptions options = merge.options().table();
        if (options.deleteIncoming()) {
            return new DeleteIncoming(connection, staging, merge);
        }
        if (options.mode() == Mode.UPDATE) {
            return new UpdateExisting(connection, staging, merge);
        }
        StagedLoad upsert =
                unique ? new Upsert(connection, staging, merge) : new UpdateAndInsert(connection, staging, merge);
        boolean empty = unique && direct && (options.truncateFirst() || is(connection, merge.isEmpty()));
        return empty ? new DirectCopy(connection, merge, upsert) : upsert;
    }

    private static boolean is(Connection connection, String question) throws SQLException {
        return StagedLoad.single(connection, question, row -> row.getBoolean(1));
    }
}
