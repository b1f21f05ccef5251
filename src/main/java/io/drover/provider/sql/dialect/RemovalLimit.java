package io.drover.provider.sql.dialect;

import io.drover.provider.DestinationException;
import java.util.Locale;

/**
 * The guard against a delivery that lacks most of what is there.
 *
 * @param table what people call it
 * @param verb what would become of what is missing
 * @param before how many there were before the load
 */
public record RemovalLimit(String table, String verb, long before) {

    /** The most that may be removed. */
    public long of(int maxDeletePercent) {
        return maxDeletePercent * before / 100;
    }

    /** Throws when so many are too many to remove. */
    public void check(long rows, int maxDeletePercent) throws DestinationException {
        if (rows > of(maxDeletePercent)) {
            throw new DestinationException(String.format(
                    Locale.ROOT,
                    "would %s %d of %d rows (%.1f %%) of %s, more than maxDeletePercent=%d; nothing was loaded."
                            + " Raise maxDeletePercent if this is intended",
                    verb,
                    rows,
                    before,
                    100.0 * rows / before,
                    table,
                    maxDeletePercent));
        }
    }
}
