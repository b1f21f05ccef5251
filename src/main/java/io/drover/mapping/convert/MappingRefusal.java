package io.drover.mapping.convert;

/**
 * What a converter returns in place of a value. A result and not an exception: a file may hold a million bad values.
 *
 * @param reason to be read after the column's name
 */
public record MappingRefusal(String reason) {}
