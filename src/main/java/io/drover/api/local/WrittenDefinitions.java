package io.drover.api.local;

import io.drover.api.OperationException;
import io.drover.definition.Catalog;
import io.drover.definition.Definition;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.edit.FileReplacement;
import io.drover.definition.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Files of definitions that operations write: checked as those that people write, and in force when the operation answers. */
final class WrittenDefinitions {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Catalog catalog;
    private final boolean serving;

    /** @param serving whether changed files are taken up here */
    WrittenDefinitions(Catalog catalog, boolean serving) {
        this.catalog = catalog;
        this.serving = serving;
    }

    /**
     * Writes a definition's file.
     *
     * @param same whether the definition in force, by the name of the written one, is what was written
     */
    <D extends Definition> D place(Class<D> type, Path file, String text, SameDefinition<D> same)
            throws IOException, InterruptedException {
        D written;
        try (FileReplacement replacement = new FileReplacement(file, text.getBytes(StandardCharsets.UTF_8))) {
            List<Problem> problems = DefinitionLoader.validate(replacement.temporary());
            if (!problems.isEmpty()) {
                throw new OperationException(
                        400, problems.stream().map(Problem::message).collect(Collectors.joining("; ")));
            }
            written = DefinitionLoader.read(type, replacement.temporary());
            replacement.place();
        }
        await(type, written.name(), now -> now != null && same.test(now, written));
        return written;
    }

    /** Whether what is in force is what was written. */
    @FunctionalInterface
    interface SameDefinition<D> {
        boolean test(D inForce, D written);
    }

    /** Waits until what is in force under a name, or null, is as it is to be. */
    <D extends Definition> void await(Class<D> type, String name, Predicate<D> inForce) throws InterruptedException {
        if (serving) {
            catalog.await(() -> inForce.test(catalog.current().all(type).get(name)), PATIENCE);
        }
    }
}
