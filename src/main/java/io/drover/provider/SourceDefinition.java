package io.drover.provider;

/** Where a job's records come from. */
public interface SourceDefinition {}
