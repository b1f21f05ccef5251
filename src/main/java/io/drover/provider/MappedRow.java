package io.drover.provider;

/**
 * A record converted for its destination table.
 *
 * @param source the record it came from
 * @param values converted values, by the index of the writer's columns
 */
@SuppressWarnings(
        "ArrayRecordComponent") // rows stay arrays: one is made per record (docs/decisions/0004-rows-are-arrays.md)
public record MappedRow(SourceRecord source, Object[] values) {}
