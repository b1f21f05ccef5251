package io.drover.store.collection;

/**
 * A change of a record.
 *
 * @param before as it was; null: it is new
 * @param after as it is to be; null: it is removed
 */
public record RecordChange(String identifier, StoredRecord before, RecordContent after) {

    /** Whether it is nothing but another judgement of the same content. */
    boolean isOfValidity() {
        return before != null && after != null && after.isOf(before);
    }
}
