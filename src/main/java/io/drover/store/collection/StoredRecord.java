package io.drover.store.collection;

import java.time.Instant;

/**
 * A record as it is stored.
 *
 * @param document JSON
 * @param hash of its content; the same content has the same
 * @param messages what is wrong with it, a list in JSON; null: it is valid
 */
public record StoredRecord(String identifier, String document, String hash, Stamps stamps, String messages) {

    /**
     * What Drover counts of it.
     *
     * @param version 1 for a new one, and one more with each change
     * @param updated when it was inserted, or changed last
     */
    public record Stamps(long version, Instant inserted, Instant updated) {}

    public boolean isValid() {
        return messages == null;
    }
}
