package io.drover.definition;

/** The {@code <excel>} format. */
public record ExcelFormat() implements FileFormat {}
