package io.drover.provider.format;

import io.drover.provider.SourceDefinition;

/**
 * The deliveries of a job's inbox.
 *
 * @param endpoint URI of a Camel endpoint from which deliveries are fetched into the inbox when the job is asked to run, or null
 * @param bucket whose files are the deliveries instead, or null
 */
public record FileSource(SourceFormat format, String endpoint, BucketSource bucket) implements SourceDefinition {}
