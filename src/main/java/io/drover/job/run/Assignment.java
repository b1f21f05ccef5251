package io.drover.job.run;

import io.drover.job.definition.JobDefinition;
import io.drover.job.delivery.DeliveredFile;
import io.drover.store.ledger.Delivery;
import java.nio.file.Path;

/**
 * A job that is to be run on a claimed delivery.
 *
 * @param rejects where rejected records go when the job skips them
 */
public record Assignment(JobDefinition job, Delivery delivery, DeliveredFile file, Path rejects, RunOptions options) {}
