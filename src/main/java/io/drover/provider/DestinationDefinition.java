package io.drover.provider;

/** Where a job's rows go. */
public interface DestinationDefinition {}
