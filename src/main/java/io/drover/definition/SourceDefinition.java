package io.drover.definition;

/** Where a job's records come from. */
public sealed interface SourceDefinition permits FileSource, SqlSource {}
