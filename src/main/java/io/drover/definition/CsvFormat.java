package io.drover.definition;

/** The {@code <csv>} format. */
public record CsvFormat() implements FileFormat {}
