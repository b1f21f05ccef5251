package io.drover.deploy.check;

import io.drover.addin.AddIn;
import io.drover.addin.AddInParameter;
import io.drover.addin.AddIns;
import io.drover.definition.Definitions;
import io.drover.definition.FileKind;
import io.drover.definition.FileReference;
import io.drover.definition.IncludedFiles;
import io.drover.definition.InstallationFile;
import io.drover.definition.WrittenValue;
import io.drover.definition.problem.Problem;
import io.drover.job.definition.JobDefinition;
import io.drover.settings.RelativeFile;
import io.drover.settings.Settings;
import io.drover.task.definition.TaskDefinition;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files below drover.files that definitions refer to, and those that these include: stylesheets and lookup files of jobs, schemas
 * and mail templates of tasks, and what add-ins of one's own declare to be a file.
 */
public final class ReferredFiles {
    private final Settings settings;
    private final Path root;
    private final AddIns addIns;

    public ReferredFiles(Settings settings, AddIns addIns) {
        this.settings = settings;
        this.root = settings.folders().root();
        this.addIns = addIns;
    }

    /** What all definitions refer to, each once for each place that says so. */
    public List<FileReference> of(Definitions definitions) {
        return withIncluded(Stream.concat(
                definitions.all(JobDefinition.class).values().stream().flatMap(this::direct),
                definitions.all(TaskDefinition.class).values().stream().flatMap(this::direct)));
    }

    public List<FileReference> of(JobDefinition job) {
        return withIncluded(direct(job));
    }

    public List<FileReference> of(TaskDefinition task) {
        return withIncluded(direct(task));
    }

    /** What is missing, or cannot be read from where it is; of the schemas of jobs these say so themselves. */
    List<Problem> problems(Definitions definitions) {
        return of(definitions).stream()
                .filter(reference -> !reference.what().equals(FileReference.JSON_SCHEMA))
                .flatMap(reference -> reference.problem(root).stream())
                .distinct()
                .toList();
    }

    /** Where a file lies that is referred to; empty when it is not there. */
    public Optional<InstallationFile> file(FileReference reference) {
        RelativeFile below = reference.below(root);
        if (below.state() != RelativeFile.State.THERE) {
            return Optional.empty();
        }
        Path relative = root.toAbsolutePath().normalize().relativize(below.file());
        return Optional.of(new InstallationFile(
                FileKind.REFERRED, relative.toString().replace(File.separatorChar, '/'), root.resolve(relative)));
    }

    private List<FileReference> withIncluded(Stream<FileReference> references) {
        return IncludedFiles.with(root, references.distinct().toList());
    }

    private Stream<FileReference> direct(JobDefinition job) {
        return FileReference.of(job.file()).stream();
    }

    /** The value of the config file counts where it has one. */
    private Stream<FileReference> direct(TaskDefinition task) {
        List<AddInParameter> files = addIns.find(task.addIn()).map(AddIn::parameters).orElseGet(addIns::common).stream()
                .filter(AddInParameter::isFile)
                .toList();
        if (files.isEmpty()) {
            return Stream.empty();
        }
        List<WrittenValue> own = WrittenValue.of(task.file());
        List<WrittenValue> config = task.work().config() == null
                ? List.of()
                : WrittenValue.of(task.work().config());
        return files.stream()
                .flatMap(parameter -> find(config, parameter).or(() -> find(own, parameter)).stream())
                .flatMap(value -> reference(value).stream());
    }

    private static Optional<WrittenValue> find(List<WrittenValue> values, AddInParameter parameter) {
        return values.stream().filter(value -> value.isCalled(parameter.name())).findFirst();
    }

    private Optional<FileReference> reference(WrittenValue value) {
        try {
            String path = settings.resolve(value.value()).strip();
            return path.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new FileReference(value.file(), value.line(), "file of " + value.name(), path));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // said of the parameter
        }
    }
}
