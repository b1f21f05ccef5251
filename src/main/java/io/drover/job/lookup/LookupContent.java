package io.drover.job.lookup;

import io.drover.mapping.context.LookupDefinition;
import io.drover.provider.DestinationException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** The keys and values of a lookup table, while it is read: no more of them than memory allows for, and one value for a key. */
final class LookupContent {
    private static final int MAX_KEYS = 500_000;
    private static final long MAX_CHARACTERS = 20_000_000;

    private final LookupDefinition definition;
    private final Map<String, String> values = new HashMap<>();
    private long characters;

    LookupContent(LookupDefinition definition) {
        this.definition = definition;
    }

    /** Adds a row; one without a key is never looked for. */
    void add(String key, String value) throws DestinationException {
        if (key == null || key.isEmpty()) {
            return;
        }
        String folded = definition.ignoreCase() ? key.toLowerCase(Locale.ROOT) : key;
        boolean known = values.containsKey(folded);
        String other = values.put(folded, value);
        if (known && !Objects.equals(other, value)) {
            throw new DestinationException("the lookup in " + definition.name() + " has two values for the key " + key
                    + ": " + other + " and " + value + ". Remove one of them");
        }
        characters += known ? 0 : folded.length() + (value == null ? 0 : value.length());
        if (values.size() > MAX_KEYS || characters > MAX_CHARACTERS) {
            throw new DestinationException(
                    "the lookup in " + definition.name() + " is too large to be held in memory: at most "
                            + MAX_KEYS + " keys and " + MAX_CHARACTERS
                            + " characters. Choose the rows that are needed, or load the"
                            + " table into the database and use a query that joins");
        }
    }

    Map<String, String> values() {
        return values;
    }
}
