package io.drover.provider.collection;

import io.drover.collection.RecordLoad;
import io.drover.provider.sql.dialect.RemovalLimit;
import java.sql.SQLException;
import java.util.Collection;

/** The records that a load which replaces all has not seen: they go, once for all mappings. */
final class MissingRecords {
    private final RecordLoad load;
    private final RemovalLimit limit;
    private boolean written;
    private boolean unknown;
    private boolean removed;

    /** Counts the records; to be made before the load. */
    MissingRecords(RecordLoad load, String collection) throws SQLException {
        this.load = load;
        this.limit = new RemovalLimit(collection, "delete", load.count());
    }

    void keep(Collection<String> identifiers) throws SQLException {
        if (limit.before() > 0 && !identifiers.isEmpty()) {
            load.keep(identifiers);
        }
    }

    /** Says that a record was stored: only then may others be removed. */
    void recordsWritten() {
        written = true;
    }

    /** Says that a record was refused that may stand for any: then none may be removed. */
    void unknownRefused() {
        unknown = true;
    }

    long remove(int maxDeletePercent) throws SQLException {
        if (limit.before() == 0 || !written || unknown || removed) {
            return 0;
        }
        long rows = load.missing();
        limit.check(rows, maxDeletePercent);
        load.removeMissing();
        removed = true;
        return rows;
    }
}
