package io.drover.job.definition;

import io.drover.collection.definition.CollectionDefinition;
import io.drover.collection.schema.DocumentSchema;
import io.drover.definition.Definitions;
import io.drover.definition.FileReference;
import io.drover.definition.problem.Problems;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The schemas that a job names, in files and by collections. */
final class SchemaNames {
    private final JobXml job;

    SchemaNames(JobXml job) {
        this.job = job;
    }

    /** The files, as the job refers to them. */
    List<FileReference> files(Path file) {
        return Stream.of(job.sourceSchema, job.targetSchema)
                .filter(Objects::nonNull)
                .filter(schema -> JobChecks.collection(schema).isEmpty())
                .map(schema -> new FileReference(file, job.lineHere(job), FileReference.JSON_SCHEMA, schema))
                .toList();
    }

    /**
     * The checks with the collections that they name; what cannot be used is a problem.
     *
     * @param root what the files lie below; null: they are not looked at
     */
    JobChecks resolved(JobChecks checks, Definitions others, Path root, Problems problems) {
        Map<String, CollectionDefinition> named = new HashMap<>();
        resolve("sourceSchema", checks.sourceSchema(), others, root, problems, named);
        resolve("targetSchema", checks.targetSchema(), others, root, problems, named);
        return checks.with(named);
    }

    private void resolve(
            String attribute,
            String schema,
            Definitions others,
            Path root,
            Problems problems,
            Map<String, CollectionDefinition> named) {
        if (schema == null) {
            return;
        }
        Optional<String> name = JobChecks.collection(schema);
        if (name.isPresent()) {
            Map<String, CollectionDefinition> all = others.all(CollectionDefinition.class);
            CollectionDefinition found = all.get(name.get());
            if (found == null) {
                problems.add(
                        job.lineHere(job),
                        "%s: there is no collection '%s'; there are %s"
                                .formatted(
                                        attribute,
                                        name.get(),
                                        all.isEmpty() ? "none" : String.join(", ", all.keySet())));
            } else {
                named.put(name.get(), found);
            }
        } else if (root != null) {
            try {
                DocumentSchema.of(root, schema);
            } catch (IllegalArgumentException e) {
                problems.add(job.lineHere(job), attribute + ": " + e.getMessage());
            }
        }
    }
}
