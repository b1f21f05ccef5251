package io.drover.job;

import io.drover.job.control.JobLocks;
import io.drover.job.control.RunsUnderWay;
import io.drover.job.definition.JobDefinition;
import io.drover.job.delivery.DeliveredFile;
import io.drover.job.delivery.FileNames;
import io.drover.job.run.Assignment;
import io.drover.job.run.JobRunner;
import io.drover.job.run.RejectsLocation;
import io.drover.job.run.RunOptions;
import io.drover.provider.sql.read.SqlSource;
import io.drover.settings.Folders;
import io.drover.store.Store;
import io.drover.store.TakenOverException;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.MessageRuns;
import io.drover.store.ledger.MessageRuns.Order;
import io.drover.store.queue.Message;
import io.drover.store.queue.MessageEntry;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Jobs as queues run them: for a message, or to make one. */
public final class MessageJobs {
    private final JobRunner runner;
    private final RunsUnderWay underWay;
    private final Folders folders;
    private final JobLocks locks;
    private final MessageRuns messages;

    MessageJobs(Store store, Folders folders, JobRunner runner, RunsUnderWay underWay, JobLocks locks) {
        this.runner = runner;
        this.underWay = underWay;
        this.folders = folders;
        this.locks = locks;
        this.messages = new MessageRuns(store);
    }

    /**
     * Runs a job for a message, which ends with it or waits again. Waits while the job runs on this server.
     *
     * @param file the payload; null when the job's source is no file
     * @param name what the payload is called in the history
     * @return the run; empty when the message waits no more, when it is not its turn, or when another node runs the job
     */
    public Optional<Execution> run(
            JobDefinition job, Message message, Path file, String name, Order order, RunOptions work) {
        return locked(job, () -> messages.claim(message, FileNames.safe(name), order), DeliveredFile.of(file), work);
    }

    /**
     * Runs a job that writes files for a queue. Its message is entered when it begins, and ends with it.
     *
     * @return the run; empty, and no message, when another node runs the job
     */
    public Optional<Execution> export(JobDefinition job, MessageEntry entry, RunOptions work) {
        String source = job.source() instanceof SqlSource sql ? sql.dataSource() : job.name();
        return locked(job, () -> messages.claimExport(entry, source), DeliveredFile.NONE, work);
    }

    private Optional<Execution> locked(
            JobDefinition job, Supplier<Optional<Delivery>> claim, DeliveredFile file, RunOptions work) {
        ReentrantLock lock = locks.of(job.name());
        lock.lock();
        try {
            if (underWay.isStopping()) {
                return Optional.empty();
            }
            return claim.get()
                    .map(delivery -> runner.run(new Assignment(
                            job, delivery, file, RejectsLocation.of(folders, job, delivery.file()), work)));
        } catch (TakenOverException e) {
            return Optional.empty(); // the message is another server's, or waits again
        } finally {
            lock.unlock();
        }
    }
}
