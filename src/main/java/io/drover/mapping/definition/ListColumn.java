package io.drover.mapping.definition;

/**
 * A source column that holds a list: the record becomes one row for each value in it.
 *
 * @param separator what stands between two values
 */
public record ListColumn(String column, String separator) {}
