package io.drover.job.definition;

import io.drover.definition.HeadedDefinition;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.DestinationDefinition;
import io.drover.provider.NameForm;
import io.drover.provider.SourceDefinition;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A job: a source, a destination and the mappings between their tables.
 *
 * @param mappings one per pair of tables; empty means that every table of the source is mapped automatically to the
 *     destination's table of the same name
 */
public record JobDefinition(
        Head head,
        OnError onError,
        JobLimits limits,
        SourceDefinition source,
        DestinationDefinition destination,
        List<MappingDefinition> mappings)
        implements HeadedDefinition {

    /**
     * Which one it is.
     *
     * @param description empty when there is none
     * @param notes what the file asks for and the job does not do, when it was written for another program; mostly empty
     * @param file the file it was read from
     */
    public record Head(String name, String description, List<String> notes, Path file)
            implements HeadedDefinition.Head {
        public Head {
            notes = List.copyOf(notes);
        }
    }

    public JobDefinition {
        mappings = List.copyOf(mappings);
    }

    /** How its records are checked. */
    public JobChecks checks() {
        return limits.checks();
    }

    /** Lower-case names of the source tables that the mappings read; empty when all are mapped. */
    public Set<String> sourceTables() {
        return mappings.stream()
                .map(mapping -> NameForm.composed(mapping.sourceTable()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    /** The same, but that it only validates. */
    public JobDefinition onlyValidating() {
        return with(limits.checks().onlyValidating());
    }

    /** The same with other checks. */
    JobDefinition with(JobChecks checks) {
        return new JobDefinition(
                head, onError, new JobLimits(limits.maxErrors(), limits.time(), checks), source, destination, mappings);
    }

    /** The same with another source. */
    public JobDefinition withSource(SourceDefinition other) {
        return new JobDefinition(head, onError, limits, other, destination, mappings);
    }

    /** The same with other mappings. */
    public JobDefinition withMappings(List<MappingDefinition> others) {
        return new JobDefinition(head, onError, limits, source, destination, others);
    }

    /** The same with another destination. */
    public JobDefinition withDestination(DestinationDefinition other) {
        return new JobDefinition(head, onError, limits, source, other, mappings);
    }
}
