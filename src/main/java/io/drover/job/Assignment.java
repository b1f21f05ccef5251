package io.drover.job;

import io.drover.definition.JobDefinition;
import io.drover.store.Delivery;
import java.nio.file.Path;

/**
 * A job that is to be run on a claimed delivery.
 *
 * @param file what to read; null when the job's source is no file
 * @param rejects where rejected records go when the job skips them
 * @param mayGrow whether a delivery that ends in the middle may get its rest yet: it then waits
 */
record Assignment(JobDefinition job, Delivery delivery, Path file, Path rejects, boolean mayGrow, MessageWork message) {

    Assignment(JobDefinition job, Delivery delivery, Path file, Path rejects, boolean mayGrow) {
        this(job, delivery, file, rejects, mayGrow, MessageWork.NONE);
    }
}
