package io.drover.definition;

import io.drover.definition.problem.Problem;
import io.drover.definition.problem.Problems;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the definition files of a {@code Files/Integration} folder.
 *
 * <pre>{@code
 * Definitions loaded = DefinitionLoader.load(Path.of("Files/Integration"), Definitions.NONE);
 * loaded.problems().forEach(System.err::println); // Jobs/Products.xml:7: the column Price is mapped twice ...
 * }</pre>
 */
public final class DefinitionLoader {
    private DefinitionLoader() {}

    /** Reads all files anew; nothing but the files is looked at. */
    public static Definitions load(Path root, Definitions previous) {
        return load(root, previous, DefinitionCheck.NONE);
    }

    /**
     * Reads all files anew. A file that is bad now keeps the definition that {@code previous} had from it, and its problems
     * are reported; a file that is gone takes its definition with it. Where two files give one name, the one that had it
     * keeps it, else the first by file name has it, those of a folder before those of the folders in it. Tasks and recurring jobs may refer to the jobs and config files that the result holds, kept ones included. A folder that cannot
     * be listed keeps all it had; one that does not exist is empty.
     *
     * @param root the folder that holds Jobs, ScheduledTasks, Config and RecurringJobs; the files' paths start with it
     * @param previous what was loaded from the same folder before, or {@link Definitions#NONE}
     * @param check what else must be right for a file to be good
     */
    public static Definitions load(Path root, Definitions previous, DefinitionCheck check) {
        List<Problem> problems = new ArrayList<>();
        Installation files = Installation.ofDefinitions(root);
        Definitions loaded = Definitions.NONE;
        for (Kind<?, ?> kind : Kinds.inLoadingOrder()) {
            loaded = withKind(kind, files, previous, loaded, check, problems);
        }
        return loaded.with(problems.stream().distinct().toList());
    }

    private static <B extends XmlBean, D extends Definition> Definitions withKind(
            Kind<B, D> kind,
            Installation files,
            Definitions previous,
            Definitions loaded,
            DefinitionCheck check,
            List<Problem> problems) {
        return loaded.with(
                kind.type(),
                new DefinitionFolder<>(files, kind, kind.resolver(loaded, check))
                        .load(previous.all(kind.type()), problems));
    }

    /**
     * Checks one file of any kind, told by its root element, on its own: whether the jobs and the config file that a task
     * names exist is not checked.
     *
     * @return what is wrong, by line; empty when the file is good
     */
    public static List<Problem> validate(Path file) {
        Problems problems = new Problems(file);
        try {
            DefinitionReader.read(problems).ifPresent(document -> document.convert(problems));
        } catch (NoSuchFileException e) {
            problems.add(0, "there is no such file");
        }
        return problems.byLine();
    }

    /** What a file defines; empty when it defines another kind of thing, or is bad. */
    public static <D extends Definition> Optional<D> ifGood(Class<D> type, Path file) {
        Problems problems = new Problems(file);
        try {
            return read(type, problems).filter(definition -> problems.isEmpty());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static <D extends Definition> Optional<D> read(Class<D> type, Problems problems)
            throws NoSuchFileException {
        return DefinitionReader.read(problems)
                .filter(document -> document.kind().type() == type)
                .map(document -> type.cast(document.convert(problems)));
    }

    /**
     * Reads a definition's file on its own.
     *
     * @throws IllegalArgumentException when it is none; the message says what is wrong with it
     */
    public static <D extends Definition> D read(Class<D> type, Path file) throws NoSuchFileException {
        Problems problems = new Problems(file);
        D definition = read(type, problems).orElse(null);
        if (definition == null || !problems.isEmpty()) {
            throw new IllegalArgumentException(problems.byLine().stream()
                    .map(Problem::message)
                    .findFirst()
                    .orElse(file + " is not a " + Kinds.of(type).noun()));
        }
        return definition;
    }
}
