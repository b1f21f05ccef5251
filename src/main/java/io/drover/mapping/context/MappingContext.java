package io.drover.mapping.context;

/** What mappings may use of the run that they are compiled for. */
public record MappingContext(RunValues run, LookupTables lookups) {}
