package io.drover.mapping.context;

import io.drover.provider.DestinationException;
import java.util.Map;

/** The tables in which the mappings of a run look values up. */
public interface LookupTables {

    /**
     * The values of a table by their keys; keys are in lower case when the case of letters does not count. Read once for each
     * run.
     *
     * @throws DestinationException when it cannot be read, is too large to be held, or has two values for a key
     */
    Map<String, String> table(LookupDefinition definition) throws DestinationException;
}
