package io.drover.store.ledger;

import io.drover.store.SqlErrors;
import io.drover.store.Store;
import io.drover.store.TakenOverException;
import io.drover.store.ledger.Delivery.State;
import io.drover.store.queue.Message;
import io.drover.store.task.TaskRuns;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The ledger: which file was given to which job and how far it got. It makes a load happen exactly once whatever crashes,
 * and lets one delivery of a job run at a time, over all nodes. All lease arithmetic uses the database's clock.
 */
public final class Deliveries {
    static final String SELECT =
            "SELECT d.id, d.uid, d.job, d.file, d.state, d.task_run, r.task, d.execution, d.message, d.aside, d.version,"
                    + " d.breakdowns"
                    + " FROM drover.delivery d LEFT JOIN drover.task_run r ON r.id = d.task_run ";

    private final Store store;

    public Deliveries(Store store) {
        this.store = store;
    }

    /**
     * Enters a file that is about to appear in a job's inbox.
     *
     * @throws TakenOverException when the run of the task has been taken over
     */
    public long announce(String job, String file, String sha256, Long taskRun) {
        return store.jdbi().withHandle(handle -> insert(handle, job, file, sha256, State.Waiting, true, taskRun, null));
    }

    /** Takes back an announcement: the file could not be put into the inbox. */
    public void withdraw(long id) {
        store.jdbi()
                .useHandle(
                        handle -> handle.execute("DELETE FROM drover.delivery WHERE id = ? AND state = 'Waiting'", id));
    }

    private Optional<Delivery> take(Handle handle, Delivery delivery) {
        int taken = handle.createUpdate("UPDATE drover.delivery SET state = 'Running', running_job = job, node = :node,"
                        + " lease_until = " + store.leases().end()
                        + ", version = version + 1 WHERE id = :id AND version = :version")
                .bind("node", store.node())
                .bindMethods(delivery)
                .execute();
        return taken == 0 ? Optional.empty() : find(handle, delivery.id());
    }

    /**
     * Claims the job itself for content that does not come from its inbox.
     *
     * @return empty when the job is busy
     */
    public Optional<Delivery> claim(String job, String file, String sha256, Long taskRun) {
        Claims.releaseExpired(store);
        try {
            return store.jdbi()
                    .inTransaction(handle ->
                            find(handle, insert(handle, job, file, sha256, State.Running, false, taskRun, null)));
        } catch (UnableToExecuteStatementException e) {
            if (SqlErrors.isDuplicateKey(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** Enters the delivery of a message, or takes up the one that it has; the caller's transaction claims the job with it. */
    Optional<Delivery> claim(Handle handle, Message message, String file) {
        Optional<Delivery> known = handle.createQuery(
                        SELECT + "WHERE d.message = :message AND d.state NOT IN ('Loaded', 'Tried')")
                .bind("message", message.id())
                .map(ConstructorMapper.of(Delivery.class))
                .findOne();
        if (known.isPresent()) {
            return take(handle, known.get());
        }
        String sha256 = message.content().sha256() == null
                ? "-".repeat(64)
                : message.content().sha256();
        return find(
                handle, insert(handle, message.queue().job(), file, sha256, State.Running, false, null, message.id()));
    }

    private long insert(
            Handle handle,
            String job,
            String file,
            String sha256,
            State state,
            boolean inInbox,
            Long taskRun,
            Long message) {
        if (taskRun != null) {
            TaskRuns.requireRunning(handle, taskRun);
        }
        return handle.createUpdate(
                        "INSERT INTO drover.delivery (uid, job, file, sha256, task_run, message, state, open_file, running_job,"
                                + " node, lease_until, created) VALUES (:uid, :job, :file, :sha256, :taskRun, :message, :state, :open, :running,"
                                + " :node, " + store.leases().end() + ", CURRENT_TIMESTAMP)")
                .bind("uid", UUID.randomUUID().toString())
                .bind("job", job)
                .bind("file", file)
                .bind("sha256", sha256)
                .bind("taskRun", taskRun)
                .bind("message", message)
                .bind("state", state)
                .bind("open", inInbox ? openFile(job, file, sha256) : null)
                .bind("running", state == State.Running ? job : null)
                .bind("node", store.node())
                .executeAndReturnGeneratedKeys("id")
                .mapTo(Long.class)
                .one();
    }

    static String openFile(String job, String file, String key) {
        return job + "/" + file + "/" + key;
    }

    public Optional<Delivery> find(long id) {
        return store.jdbi().withHandle(handle -> find(handle, id));
    }

    static Optional<Delivery> find(Handle handle, long id) {
        return handle.createQuery(SELECT + "WHERE d.id = :id")
                .bind("id", id)
                .map(ConstructorMapper.of(Delivery.class))
                .findOne();
    }

    /** The deliveries that a run of a task made. */
    public List<Delivery> ofTaskRun(long taskRun) {
        return store.jdbi()
                .withHandle(handle -> handle.createQuery(SELECT + "WHERE d.task_run = :taskRun ORDER BY d.id")
                        .bind("taskRun", taskRun)
                        .map(ConstructorMapper.of(Delivery.class))
                        .list());
    }

    /** The deliveries whose file should still lie in an inbox or aside; not what another node which lives may be about to move. */
    public List<Delivery> inInbox() {
        return store.jdbi().withHandle(handle -> handle.createQuery(
                        SELECT + "WHERE d.open_file >= ''" // which H2 finds by the index
                                + " AND (d.node = :node OR d.lease_until < CURRENT_TIMESTAMP) ORDER BY d.id")
                .bind("node", store.node())
                .map(ConstructorMapper.of(Delivery.class))
                .list());
    }

    /** Notes that a file has left the inbox and nothing was done with it. */
    public void gone(Delivery delivery) {
        store.jdbi()
                .useHandle(handle -> handle.createUpdate("UPDATE drover.delivery SET state = 'Gone', open_file = NULL,"
                                + " running_job = NULL WHERE id = :id AND version = :version AND state = :state")
                        .bindMethods(delivery)
                        .execute());
        settled(delivery);
    }

    /** Tells the run of a task that waits for a delivery that nothing more is done with it, its file included. */
    public void settled(Delivery delivery) {
        store.progress().tell(delivery.origin().taskRun());
    }
}
