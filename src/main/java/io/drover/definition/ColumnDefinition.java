package io.drover.definition;

/** One source column to one destination column. */
public record ColumnDefinition(String source, String destination) {}
