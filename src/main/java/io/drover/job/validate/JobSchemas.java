package io.drover.job.validate;

import io.drover.collection.schema.DocumentSchema;
import io.drover.job.definition.JobChecks;
import io.drover.provider.DestinationException;
import java.nio.file.Path;

/**
 * The schemas of a job, compiled for one run.
 *
 * @param source of records as they are read; null for none
 * @param target of rows; null for none
 */
public record JobSchemas(DocumentSchema source, DocumentSchema target) {

    /**
     * Reads and compiles them.
     *
     * @param root what they lie below
     * @throws DestinationException when one cannot be used; the message is for users
     */
    public static JobSchemas of(JobChecks checks, Path root) throws DestinationException {
        return new JobSchemas(
                schema("sourceSchema", checks.sourceSchema(), checks, root),
                schema("targetSchema", checks.targetSchema(), checks, root));
    }

    private static DocumentSchema schema(String which, String schema, JobChecks checks, Path root)
            throws DestinationException {
        if (schema == null) {
            return null;
        }
        try {
            return JobChecks.collection(schema)
                    .map(name -> checks.collections().get(name).schema())
                    .orElseGet(() -> DocumentSchema.of(root, schema));
        } catch (IllegalArgumentException e) {
            throw new DestinationException("the " + which + " " + e.getMessage() + "; nothing was loaded");
        }
    }
}
