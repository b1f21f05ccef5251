package io.drover.definition;

/** The {@code <json>} format. */
public record JsonFormat() implements FileFormat {}
