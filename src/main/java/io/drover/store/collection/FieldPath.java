package io.drover.store.collection;

import java.util.List;

/**
 * Where a value is in a document.
 *
 * @param field a member of the document
 * @param members those below it, one in the other; mostly none
 */
public record FieldPath(String field, List<String> members) implements Operand {

    /** What is compared: texts, numbers, or truth values. */
    public enum Sort {
        TEXT,
        NUMBER,
        TRUTH
    }

    public FieldPath {
        members = List.copyOf(members);
    }

    /** A member of the document. */
    public static FieldPath of(String field) {
        return new FieldPath(field, List.of());
    }

    @Override
    public String toString() {
        return members.isEmpty() ? field : field + "." + String.join(".", members);
    }
}
