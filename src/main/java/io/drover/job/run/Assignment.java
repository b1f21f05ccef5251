package io.drover.job.run;

import io.drover.job.definition.JobDefinition;
import io.drover.job.delivery.Stamp;
import io.drover.store.ledger.Delivery;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A job that is to be run on a claimed delivery.
 *
 * @param file what to read; null when the job's source is no file
 * @param rejects where rejected records go when the job skips them
 * @param mayGrow whether a delivery that ends in the middle may get its rest yet: it then waits
 * @param stamp what the file was when it was hashed; null when nobody can change it
 */
public record Assignment(
        JobDefinition job,
        Delivery delivery,
        Path file,
        Path rejects,
        boolean mayGrow,
        RunOptions message,
        Stamp stamp) {

    public Assignment(JobDefinition job, Delivery delivery, Path file, Path rejects, boolean mayGrow, Stamp stamp) {
        this(job, delivery, file, rejects, mayGrow, RunOptions.NONE, stamp);
    }

    /** Of what nobody can change. */
    public Assignment(
            JobDefinition job, Delivery delivery, Path file, Path rejects, boolean mayGrow, RunOptions message) {
        this(job, delivery, file, rejects, mayGrow, message, null);
    }

    /** Fails when the file is not what it was when it was hashed: nothing of it may be committed then. */
    void requireUnchanged() throws IOException {
        if (stamp != null) {
            stamp.requireSame(file);
        }
    }
}
