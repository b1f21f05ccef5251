package io.drover.definition;

/** Where a job's rows go. */
public sealed interface DestinationDefinition permits SqlDestination, FileDestination {}
