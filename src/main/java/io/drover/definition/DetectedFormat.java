package io.drover.definition;

/** The {@code <detect>} format: told by the content of each file, and reported. */
public record DetectedFormat() implements FileFormat {}
