package io.drover.job.validate;

import io.drover.collection.schema.DocumentSchema;
import io.drover.job.definition.JobChecks;
import io.drover.provider.DestinationException;
import io.drover.settings.RelativeFile;
import java.io.IOException;
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
                schema("sourceSchema", checks.sourceSchema(), root),
                schema("targetSchema", checks.targetSchema(), root));
    }

    private static DocumentSchema schema(String which, String path, Path root) throws DestinationException {
        if (path == null) {
            return null;
        }
        RelativeFile file = RelativeFile.of(root, path);
        try {
            if (file.state() != RelativeFile.State.THERE) {
                throw new DestinationException("the " + which + " " + path
                        + " is not there, or not below Files/Integration; nothing was loaded");
            }
            return DocumentSchema.of(file.file());
        } catch (IllegalArgumentException | IOException e) {
            throw new DestinationException("the " + which + " " + path + " " + e.getMessage() + "; nothing was loaded");
        }
    }
}
