package io.drover.job.run;

import io.drover.job.definition.JobDefinition;
import io.drover.provider.collection.CollectionDestination;
import io.drover.provider.sql.load.SqlDestination;
import io.drover.store.Store;
import io.drover.store.ledger.Delivery;
import java.sql.Connection;
import java.sql.SQLException;

/** What the rows of a run are committed to, which decides what a crash around the commit can leave behind. */
public enum CommitTarget {
    /** Drover's own database: rows, ledger and history are one transaction. */
    OWN_DATABASE,
    /** Another database that has the table {@code drover_ledger}: its row tells that the delivery is loaded. */
    DATABASE_WITH_LEDGER,
    /** Another database without it: a crash before Drover's own commit lets the load happen once more. */
    DATABASE_WITHOUT_LEDGER,
    /** Files, which no reader sees half. */
    FILES;

    /**
     * Where a job commits.
     *
     * @param connection of the run's transaction; null when the destination is no database
     */
    public static CommitTarget of(JobDefinition job, Connection connection) throws SQLException {
        if (job.destination() instanceof CollectionDestination) {
            return OWN_DATABASE;
        }
        if (!(job.destination() instanceof SqlDestination sql)) {
            return FILES;
        }
        if (sql.dataSource().equals(Store.OWN)) {
            return OWN_DATABASE;
        }
        return TargetLedger.exists(connection) ? DATABASE_WITH_LEDGER : DATABASE_WITHOUT_LEDGER;
    }

    /** Whether a crash could make the same load happen twice. */
    public boolean mayRepeat() {
        return this == DATABASE_WITHOUT_LEDGER;
    }

    /** Whether the delivery's rows were committed just before a crash that kept Drover from noting so. */
    boolean holds(Connection connection, Delivery delivery) throws SQLException {
        return this == DATABASE_WITH_LEDGER && TargetLedger.holds(connection, delivery);
    }
}
