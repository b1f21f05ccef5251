package io.drover.definition;

/** The {@code <package>} format. */
public record PackageFormat() implements FileFormat {}
