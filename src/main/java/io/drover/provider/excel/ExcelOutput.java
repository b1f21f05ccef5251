package io.drover.provider.excel;

import io.drover.provider.FileFormat;

/** The {@code <excel>} destination: a workbook. */
public record ExcelOutput() implements FileFormat {}
