package io.drover.definition;

/** The {@code <excel>} destination: a workbook. */
public record ExcelOutput() implements FileFormat {}
