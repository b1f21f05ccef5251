package io.drover.job.load;

import io.drover.job.definition.JobDefinition;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.DestinationException;
import io.drover.provider.NameForm;
import io.drover.provider.SourceTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The mappings of a job by the tables of its source, and these tables with all columns met so far, also in earlier readings. */
final class SourceMappings {
    private final List<MappingDefinition> mappings;
    private final Map<String, SourceTable> known = new TreeMap<>();

    SourceMappings(JobDefinition job) {
        this.mappings = job.mappings();
    }

    /** The mappings that read a table. */
    List<MappingDefinition> of(String table) throws DestinationException {
        if (mappings.isEmpty()) {
            return List.of(MappingDefinition.automatic(table));
        }
        String key = key(table);
        return mappings.stream()
                .filter(mapping -> NameForm.composed(mapping.sourceTable()).equals(key))
                .toList();
    }

    /**
     * The name of a table as the mappings have it that read it: written exactly, else in another case. A table that no mapping reads
     * has its own.
     */
    String key(String table) throws DestinationException {
        List<String> names = mappings.stream()
                .map(mapping -> NameForm.composed(mapping.sourceTable()))
                .filter(table::equalsIgnoreCase)
                .distinct()
                .toList();
        if (names.contains(table) || names.isEmpty()) {
            return table;
        }
        if (names.size() > 1) {
            throw new DestinationException("the table " + table + " of the source may be " + String.join(" or ", names)
                    + " of the job: write the mapping's source in its own case");
        }
        return names.get(0);
    }

    /** The table with all columns met so far: each file of a delivery may have others. */
    SourceTable know(SourceTable part) throws DestinationException {
        return known.merge(key(part.name()), part, SourceTable::with);
    }

    /** Whether the job loads a table of the destination; without mappings any table may come. */
    boolean isLoaded(String table) {
        return mappings.isEmpty()
                || mappings.stream()
                        .anyMatch(mapping -> mapping.destinationTable().equalsIgnoreCase(table));
    }
}
