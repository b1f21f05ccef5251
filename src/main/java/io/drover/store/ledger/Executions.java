package io.drover.store.ledger;

import io.drover.store.Store;
import io.drover.store.TakenOverException;
import io.drover.store.event.TaskEvents;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The history of runs. All times are the database's. */
public final class Executions {
    private static final String COLUMNS = "id, job, task, file, status, read_count, inserted_count, updated_count,"
            + " unchanged_count, deleted_count, rejected_count, skipped_count, started, ended, message";

    private static final String[] COLUMN_NAMES = COLUMNS.split(", ", -1);

    private final Store store;

    public Executions(Store store) {
        this.store = store;
    }

    /** Records that the run of a delivery begins. */
    static long enter(Handle handle, String node, Delivery delivery) {
        return handle.createUpdate("INSERT INTO drover.execution (job, task, delivery, file, status,"
                        + " started, node) VALUES (:job, :task, :id, :file, 'Running', CURRENT_TIMESTAMP, :node)")
                .bindMethods(delivery)
                .bind("task", delivery.origin().task())
                .bind("node", node)
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    /**
     * Records how a run ended, and with it how far its delivery and its message got, within the transaction that loaded its
     * rows.
     *
     * @return the execution as stored
     * @throws TakenOverException when the delivery is no longer the caller's: the transaction must not commit
     */
    public Execution end(Connection transaction, Delivery delivery, Ending ending) {
        try (Handle handle = store.handle(transaction)) {
            return end(handle, delivery, ending);
        }
    }

    /**
     * Records how a run ended, and with it how far its delivery and its message got, in a transaction of their own.
     *
     * @param also is given its connection, before the end is entered
     * @throws TakenOverException when another node has taken the delivery over, or both had been ended before
     */
    Execution end(Delivery delivery, Ending ending, Consumer<Connection> also) {
        return store.jdbi().inTransaction(handle -> {
            also.accept(handle.getConnection());
            return end(handle, delivery, ending);
        });
    }

    private Execution end(Handle handle, Delivery delivery, Ending ending) {
        new HeldDeliveries(store).end(handle, delivery, ending.delivery(), ending.brokeDown());
        new MessageRuns(store).end(handle, delivery, ending);
        return end(handle, ending);
    }

    private Execution end(Handle handle, Ending ending) {
        Execution result = ending.execution();
        Execution ended = handle.createUpdate("UPDATE drover.execution SET status = :status, read_count = :read,"
                        + " inserted_count = :inserted, updated_count = :updated, unchanged_count = :unchanged,"
                        + " deleted_count = :deleted, rejected_count = :rejected, skipped_count = :skipped,"
                        + " message = :message, ended = " + store.now() + " WHERE id = :id AND status = 'Running'")
                .bindMethods(result)
                .executeAndReturnGeneratedKeys(COLUMN_NAMES)
                .map(ConstructorMapper.of(Execution.class))
                .findOne()
                .orElseThrow(
                        () -> new TakenOverException("execution " + result.id() + " was taken over by another node"));
        if (!ending.errors().isEmpty()) {
            insert(handle, result.id(), ending.errors());
        }
        ExecutionTables.insert(handle, result.id(), ending.tables());
        return ended;
    }

    /** Nothing but that it has ended, and as what. */
    static void endBare(Handle handle, Execution result) {
        handle.execute(
                "UPDATE drover.execution SET status = ?, ended = CURRENT_TIMESTAMP WHERE id = ? AND status = 'Running'",
                result.status(),
                result.id());
    }

    /** Notes of a run that had ended well that not all was loaded after all; a task that fetched the file tells it as its other errors. */
    public void incomplete(long id, String reason) {
        store.jdbi().useTransaction(handle -> {
            int noted = handle.createUpdate("UPDATE drover.execution SET status = 'CompletedWithErrors',"
                            + " message = CASE WHEN message IS NULL THEN :reason ELSE message || '; ' || :reason END"
                            + " WHERE id = :id AND status IN ('Completed', 'CompletedWithErrors')")
                    .bind("id", id)
                    .bind("reason", reason)
                    .execute();
            if (noted == 1) {
                handle.createUpdate(
                                "INSERT INTO drover.execution_error (execution, position, line, record_number, reason)"
                                        + " SELECT :id, COALESCE(MAX(position), 0) + 1, 0, 0, :reason FROM drover.execution_error"
                                        + " WHERE execution = :id")
                        .bind("id", id)
                        .bind("reason", reason)
                        .execute();
                TaskEvents.incomplete(handle, id, reason);
            }
        });
    }

    private static void insert(Handle handle, long execution, List<ExecutionError> errors) {
        PreparedBatch batch = handle.prepareBatch("INSERT INTO drover.execution_error (execution, position, table_name,"
                + " line, record_number, record_key, column_name, bad_value, reason, source_record, step, rule, path) VALUES (:execution,"
                + " :position, :table, :line, :record, :key, :column, :value, :reason, :source, :step, :rule, :path)");
        int position = 0;
        for (ExecutionError error : errors) {
            batch.bind("execution", execution)
                    .bind("position", ++position)
                    .bindMethods(error)
                    .add();
        }
        batch.execute();
    }

    /**
     * Notes that a run is to be cancelled; its node sees it within a second.
     *
     * @return whether it was running
     */
    public boolean requestCancel(long id) {
        return store.jdbi()
                        .withHandle(handle -> handle.execute(
                                "UPDATE drover.execution SET cancel_requested = CURRENT_TIMESTAMP"
                                        + " WHERE id = ? AND status = 'Running'",
                                id))
                > 0;
    }

    /** The runs of this node that are to be cancelled. */
    public List<Long> toCancel() {
        return store.jdbi().withHandle(handle -> handle.createQuery("SELECT id FROM drover.execution"
                        + " WHERE status = 'Running' AND cancel_requested IS NOT NULL AND node = :node")
                .bind("node", store.node())
                .mapTo(Long.class)
                .list());
    }

    public Optional<Execution> find(long id) {
        return store.jdbi().withHandle(handle -> find(handle, id));
    }

    private static Optional<Execution> find(Handle handle, long id) {
        return handle.createQuery("SELECT " + COLUMNS + " FROM drover.execution WHERE id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Execution.class))
                .findOne();
    }

    /**
     * The newest runs.
     *
     * @param job only this job's, or null
     * @param before only those with a smaller id, or null: for reading on
     */
    public List<Execution> list(String job, Long before, int limit) {
        return store.jdbi().withHandle(handle -> handle.createQuery("SELECT " + COLUMNS + " FROM drover.execution"
                        + " WHERE (CAST(:job AS VARCHAR) IS NULL OR job = :job)"
                        + " AND (CAST(:before AS BIGINT) IS NULL OR id < :before) ORDER BY id DESC LIMIT :limit")
                .bind("job", job)
                .bind("before", before)
                .bind("limit", limit)
                .map(ConstructorMapper.of(Execution.class))
                .list());
    }

    /** The executions that a run of a task led to. */
    public List<Execution> ofTaskRun(long taskRun) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT " + COLUMNS + " FROM drover.execution WHERE delivery IN"
                                + " (SELECT id FROM drover.delivery WHERE task_run = :taskRun) ORDER BY id")
                .bind("taskRun", taskRun)
                .map(ConstructorMapper.of(Execution.class))
                .list());
    }

    /** The errors of a run, in the order of the delivery. */
    public List<ExecutionError> errors(long execution) {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        "SELECT table_name, line, record_number, record_key, column_name,"
                                + " bad_value, reason, source_record, step, rule, path FROM drover.execution_error"
                                + " WHERE execution = :execution ORDER BY position")
                .bind("execution", execution)
                .map(ConstructorMapper.of(ExecutionError.class))
                .list());
    }
}
