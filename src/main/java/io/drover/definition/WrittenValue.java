package io.drover.definition;

import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A value as a definition file has it, with its place.
 *
 * @param line of the element's start tag
 * @param name of the parameter; "endpoint" of a job's endpoint
 * @param value placeholders and all
 */
public record WrittenValue(Path file, int line, String name, String value) {

    /** The parameters of a task or a config file, or the endpoints of a job; none of a file that is bad. */
    public static List<WrittenValue> of(Path file) {
        Problems problems = new Problems(file);
        try {
            return DefinitionReader.read(problems)
                    .map(document -> switch (document.kind()) {
                        case JOB -> endpoints(file, (JobXml) document.bean());
                        case TASK -> parameters(file, ((TaskXml) document.bean()).addIn.parameters);
                        case CONFIG -> parameters(file, ((ConfigXml) document.bean()).parameters);
                        case RECURRING_JOB -> List.<WrittenValue>of();
                    })
                    .orElse(List.of());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static List<WrittenValue> parameters(Path file, List<ParameterXml> elements) {
        List<WrittenValue> values = new ArrayList<>();
        for (ParameterXml element : elements) {
            values.add(new WrittenValue(file, element.line, element.name, ParameterReader.value(element)));
        }
        return values;
    }

    private static List<WrittenValue> endpoints(Path file, JobXml job) {
        return Stream.of(
                        Optional.ofNullable(job.source).map(source -> source.endpoint),
                        Optional.ofNullable(job.destination).map(destination -> destination.endpoint))
                .flatMap(Optional::stream)
                .map(endpoint -> new WrittenValue(file, endpoint.line, "endpoint", endpoint.uri))
                .toList();
    }

    /** Whether this is the parameter that is called so. */
    public boolean isCalled(String other) {
        return ParameterNames.key(name).equals(ParameterNames.key(other));
    }

    /** {@code file:line}. */
    public String place() {
        return file + ":" + line;
    }
}
