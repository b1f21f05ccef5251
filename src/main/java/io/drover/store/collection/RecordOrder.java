package io.drover.store.collection;

import io.drover.store.collection.FieldPath.Sort;

/**
 * By what records are sorted. Values of another sort, and those that are not there, come last.
 *
 * @param sort of the values that it is about
 */
public record RecordOrder(Operand operand, Sort sort, boolean descending) {}
