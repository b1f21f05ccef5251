package io.drover.definition;

import java.nio.file.Path;
import java.util.List;

/**
 * A job: a source, a destination and the mappings between their tables.
 *
 * @param description empty when there is none
 * @param mappings one per pair of tables; empty means that every table of the source is mapped automatically to the
 *     destination's table of the same name
 * @param file the file it was read from
 */
public record JobDefinition(
        String name,
        String description,
        OnError onError,
        JobLimits limits,
        SourceDefinition source,
        DestinationDefinition destination,
        List<MappingDefinition> mappings,
        Path file)
        implements Definition {

    public JobDefinition {
        mappings = List.copyOf(mappings);
    }
}
