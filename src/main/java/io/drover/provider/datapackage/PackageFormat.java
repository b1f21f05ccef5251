package io.drover.provider.datapackage;

import io.drover.provider.FileFormat;

/** The {@code <package>} format. */
public record PackageFormat() implements FileFormat {}
