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
        boolean copied = merge.columns().stream().noneMatch(PostgresTypes::isText);
        if (!merge.hasKeys()) {
            return copied && CopyWhenEmpty.takesCopy(connection, merge)
                    ? new DirectCopy(connection, merge, null)
                    : new StagedInsert(connection, staging, merge);
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
        return unique && copied ? new CopyWhenEmpty(connection, merge, upsert) : upsert;
    }
}
