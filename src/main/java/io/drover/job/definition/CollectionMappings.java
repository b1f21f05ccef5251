package io.drover.job.definition;

import io.drover.definition.problem.Problems;
import io.drover.mapping.definition.MappingXml;
import io.drover.provider.collection.CollectionDestination;
import java.util.List;

/** What mappings to a collection may say: which records there are and what becomes of the others, the collection says once. */
final class CollectionMappings {
    private final CollectionDestination collection;
    private final Problems problems;

    CollectionMappings(CollectionDestination collection, Problems problems) {
        this.collection = collection;
        this.problems = problems;
    }

    void check(List<MappingXml> mappings) {
        for (MappingXml mapping : mappings) {
            if (!mapping.destination().equalsIgnoreCase(collection.name())) {
                problems.add(
                        mapping.line,
                        "the mapping of %s goes to %s, but the job to the collection %s: write destination=\"%s\""
                                .formatted(
                                        mapping.source, mapping.destination(), collection.name(), collection.name()));
            }
            if (mapping.hasTableOptions()) {
                problems.add(
                        mapping.line,
                        "the mapping of %s has options or keys of tables, which a collection does not have: its identifier is the key, and <collection> has mode and maxDeletePercent; remove them"
                                .formatted(mapping.source));
            }
        }
    }
}
