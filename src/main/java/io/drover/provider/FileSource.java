package io.drover.provider;

/**
 * The deliveries of a job's inbox.
 *
 * @param endpoint URI of a Camel endpoint from which deliveries are fetched into the inbox when the job is asked to run, or null
 */
public record FileSource(FileFormat format, String endpoint) implements SourceDefinition {}
