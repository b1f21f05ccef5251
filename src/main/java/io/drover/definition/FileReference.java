package io.drover.definition;

import io.drover.settings.FileBelow;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a file of an installation says of another one.
 *
 * @param from the file that refers to it
 * @param line 0 when that is not known
 * @param what the other is: "stylesheet"
 * @param path of the other below drover.files, as it is written
 */
public record FileReference(Path from, int line, String what, String path) {

    /** Those of a job; none of a file that is bad. */
    public static List<FileReference> ofJob(Path file) {
        try {
            return DefinitionReader.read(new Problems(file))
                    .filter(document -> document.kind() == Kind.JOB)
                    .map(document -> of(file, (JobXml) document.bean()))
                    .orElse(List.of());
        } catch (NoSuchFileException e) {
            return List.of();
        }
    }

    private static List<FileReference> of(Path file, JobXml job) {
        List<FileReference> found = new ArrayList<>();
        if (job.source != null && job.source.xml != null && job.source.xml.xslt != null) {
            found.add(new FileReference(file, job.lineHere(job.source.xml), "stylesheet", job.source.xml.xslt));
        }
        if (job.destination != null && job.destination.xml != null && job.destination.xml.xslt != null) {
            found.add(
                    new FileReference(file, job.lineHere(job.destination.xml), "stylesheet", job.destination.xml.xslt));
        }
        for (JobXml.Mapping mapping : job.mappings) {
            for (ColumnXml column : mapping.columns) {
                lookups(column)
                        .map(lookup -> new FileReference(file, job.lineHere(lookup), "lookup file", lookup.file))
                        .forEach(found::add);
            }
        }
        return found;
    }

    private static Stream<OtherFunctionXml.Lookup> lookups(ColumnXml column) {
        return column.functions.stream()
                .filter(OtherFunctionXml.Lookup.class::isInstance)
                .map(OtherFunctionXml.Lookup.class::cast)
                .filter(lookup -> lookup.file != null);
    }

    /** Where it is, and whether it is. */
    public FileBelow below(Path root) {
        return FileBelow.of(root, path);
    }

    /** Why it cannot be used, if so. */
    public Optional<Problem> problem(Path root) {
        return switch (below(root).state()) {
            case THERE -> Optional.empty();
            case MISSING -> Optional.of(new Problem(from, line, "there is no " + what + " " + path + " in " + root));
            case OUTSIDE ->
                Optional.of(new Problem(from, line, "the " + what + " " + path + " does not lie in " + root));
        };
    }
}
