package io.drover.store.ledger;

import io.drover.store.Store;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The counts of runs by table. */
public final class ExecutionTables {
    private final Store store;

    public ExecutionTables(Store store) {
        this.store = store;
    }

    /** The tables of one run, in the order in which the delivery brought the tables; empty while it runs. */
    public List<ExecutionTable> list(long execution) {
        return store.jdbi().withHandle(handle -> handle.createQuery("SELECT table_name, read_count, inserted_count,"
                        + " updated_count, unchanged_count, deleted_count, rejected_count, skipped_count"
                        + " FROM drover.execution_table WHERE execution = :execution ORDER BY position")
                .bind("execution", execution)
                .map(ConstructorMapper.of(ExecutionTable.class))
                .list());
    }

    static void insert(Handle handle, long execution, List<ExecutionTable> tables) {
        if (tables.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("INSERT INTO drover.execution_table (execution, position, table_name,"
                + " read_count, inserted_count, updated_count, unchanged_count, deleted_count, rejected_count,"
                + " skipped_count) VALUES (:execution, :position, :table, :read, :inserted, :updated, :unchanged,"
                + " :deleted, :rejected, :skipped)");
        int position = 0;
        for (ExecutionTable table : tables) {
            batch.bind("execution", execution)
                    .bind("position", ++position)
                    .bindMethods(table)
                    .add();
        }
        batch.execute();
    }
}
