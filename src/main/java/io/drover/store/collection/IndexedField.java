package io.drover.store.collection;

import io.drover.store.collection.FieldPath.Sort;

/**
 * A field that the database has an index of.
 *
 * @param sort of its values
 */
public record IndexedField(String name, Sort sort) {}
