package io.drover.job.load;

import io.drover.job.definition.JobDefinition;
import io.drover.mapping.context.MappingContext;
import java.nio.file.Path;

/**
 * What one load reads, and where it goes.
 *
 * @param file the delivery; null when the job's source is no file
 * @param rejects where rejected records go when the job skips them
 * @param context what the mappings may know of the run
 * @param providers opens source and destination
 */
public record LoadPlan(JobDefinition job, Path file, Path rejects, MappingContext context, Openings providers) {}
