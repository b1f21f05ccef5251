package io.drover.collection;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.store.collection.RecordRun;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * Many records that are stored in the transaction of somebody else, who commits it. Used by one thread.
 *
 * <pre>{@code
 * RecordLoad load = products.load(connection, IfExists.MERGE);
 * List<RecordResult> results = load.put(records); // as often as there are some
 * connection.commit();
 * }</pre>
 */
public final class RecordLoad {
    private final RecordDocuments documents;
    private final RecordRun run;
    private final IfExists ifExists;

    RecordLoad(RecordDocuments documents, RecordRun run, IfExists ifExists) {
        this.documents = documents;
        this.run = run;
        this.ifExists = ifExists;
    }

    /** Stores records, as {@link RecordCollection#put} does; of each it tells what became of it, and not how it is stored. */
    public List<RecordResult> put(List<JsonNode> sent) throws SQLException {
        return new RecordPut(documents, sent, ifExists).into(run);
    }

    /** How many records there are. */
    public long count() throws SQLException {
        return run.count();
    }

    /** Says that records are not missing. */
    public void keep(Collection<String> identifiers) throws SQLException {
        run.seen(identifiers);
    }

    /** Counts the records that are missing, those that {@link #keep} was not told of. To be called once. */
    public long missing() throws SQLException {
        return run.missing();
    }

    /** Removes what {@link #missing} has counted. */
    public void removeMissing() throws SQLException {
        run.removeMissing();
    }
}
