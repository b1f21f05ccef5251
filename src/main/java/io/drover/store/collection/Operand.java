package io.drover.store.collection;

/** What a condition looks at, or what records are sorted by: a value of the document, or what Drover knows of the record. */
public sealed interface Operand permits FieldPath, SystemField {}
