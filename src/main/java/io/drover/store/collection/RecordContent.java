package io.drover.store.collection;

/**
 * What a record is to be.
 *
 * @param document JSON
 * @param hash of its content, of up to 32 characters
 * @param messages what is wrong with it, a list in JSON; null: it is valid
 */
public record RecordContent(String document, String hash, String messages) {

    /** Whether a record is so already. */
    public boolean isOf(StoredRecord record) {
        return hash.equals(record.hash());
    }
}
