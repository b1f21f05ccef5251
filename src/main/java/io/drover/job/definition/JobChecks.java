package io.drover.job.definition;

import io.drover.collection.definition.CollectionDefinition;
import java.util.Map;
import java.util.Optional;

/**
 * How a job's records are checked beside the mapping.
 *
 * @param sourceSchema what records must meet as they are read: a JSON Schema below Files/Integration, or {@code collection:NAME}; null
 *     for nothing
 * @param targetSchema the same of rows after the mapping
 * @param recordIdentifier the column that names a record in errors; null for the key
 * @param validateOnly whether nothing is written but the errors
 * @param collections those that are named, by their names as they are written
 */
public record JobChecks(
        String sourceSchema,
        String targetSchema,
        String recordIdentifier,
        boolean validateOnly,
        Map<String, CollectionDefinition> collections) {
    /** None but the mapping's own. */
    public static final JobChecks NONE = new JobChecks(null, null, null, false, Map.of());

    private static final String COLLECTION = "collection:";

    public JobChecks {
        collections = Map.copyOf(collections);
    }

    /** The collection that a schema names; empty when it is a file. */
    public static Optional<String> collection(String schema) {
        return schema.startsWith(COLLECTION)
                ? Optional.of(schema.substring(COLLECTION.length()).strip())
                : Optional.empty();
    }

    /** The same, but that nothing is written but the errors. */
    JobChecks onlyValidating() {
        return new JobChecks(sourceSchema, targetSchema, recordIdentifier, true, collections);
    }

    /** The same with the collections that it names. */
    JobChecks with(Map<String, CollectionDefinition> named) {
        return new JobChecks(sourceSchema, targetSchema, recordIdentifier, validateOnly, named);
    }
}
