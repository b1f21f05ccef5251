package io.drover.job;

import io.drover.job.control.JobLocks;
import io.drover.job.control.RunsUnderWay;
import io.drover.job.definition.JobDefinition;
import io.drover.job.delivery.DeliveredFile;
import io.drover.job.delivery.FileNames;
import io.drover.job.delivery.Hash;
import io.drover.job.delivery.Stamp;
import io.drover.job.run.Assignment;
import io.drover.job.run.JobRunner;
import io.drover.job.run.RejectsLocation;
import io.drover.job.run.RunOptions;
import io.drover.provider.sql.read.SqlSource;
import io.drover.settings.Folders;
import io.drover.store.Store;
import io.drover.store.ledger.Deliveries;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Execution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Runs that somebody asks for and waits for: on a file that lies in no inbox, or of a job that reads no delivery. */
final class RequestedRuns {
    /** How long between two attempts to get a job that another node runs. */
    private static final long BUSY_MILLIS = 250;

    private final Deliveries deliveries;
    private final Folders folders;
    private final JobRunner runner;
    private final RunsUnderWay underWay;
    private final JobLocks locks;

    RequestedRuns(Store store, Folders folders, JobRunner runner, RunsUnderWay underWay, JobLocks locks) {
        this.deliveries = new Deliveries(store);
        this.folders = folders;
        this.runner = runner;
        this.underWay = underWay;
        this.locks = locks;
    }

    /** See {@link Jobs#run(String, Path, String, Long)}. */
    Execution onFile(JobDefinition definition, Path file, String name, Long taskRun) throws IOException {
        if (definition.source() instanceof SqlSource) {
            throw new IllegalArgumentException("job " + definition.name() + " reads a database; run it without a file");
        }
        String safeName = FileNames.safe(name);
        ReentrantLock lock = locks.of(definition.name());
        lock.lock();
        try {
            Stamp stamp = Stamp.of(file);
            Delivery delivery = claim(definition.name(), safeName, Hash.of(file), taskRun);
            Path rejects = RejectsLocation.of(folders, definition, safeName);
            return runner.run(new Assignment(
                    definition, delivery, new DeliveredFile(file, stamp, false), rejects, RunOptions.NONE));
        } finally {
            lock.unlock();
        }
    }

    /** Runs a job that reads no delivery. Waits while the job runs already. */
    Execution onSource(JobDefinition definition, Long taskRun, RunOptions options) throws IOException {
        if (!(definition.source() instanceof SqlSource source)) {
            throw new IllegalArgumentException("job " + definition.name() + " reads files; give it one");
        }
        ReentrantLock lock = locks.of(definition.name());
        lock.lock();
        try {
            Delivery delivery = claim(definition.name(), source.dataSource(), Hash.NONE, taskRun);
            Path rejects = RejectsLocation.of(folders, definition, FileNames.of(definition.name(), Instant.now()));
            return runner.run(new Assignment(definition, delivery, DeliveredFile.NONE, rejects, options));
        } finally {
            lock.unlock();
        }
    }

    private Delivery claim(String job, String name, String sha256, Long taskRun) throws IOException {
        while (!underWay.isStopping()) {
            Optional<Delivery> claimed = deliveries.claim(job, name, sha256, taskRun);
            if (claimed.isPresent()) {
                return claimed.get();
            }
            try {
                Thread.sleep(BUSY_MILLIS); // another node runs the job; there is nothing to be told by
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        throw new IOException("the server is stopping");
    }
}
