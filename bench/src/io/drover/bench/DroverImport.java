package io.drover.bench;

import io.drover.definition.Catalog;
import io.drover.definition.DefinitionCheck;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.job.Jobs;
import io.drover.settings.Settings;
import io.drover.store.Execution;
import io.drover.store.Execution.Status;
import io.drover.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Drover's side: the same file into the same table through the engine. Arguments: JDBC URL, user, file.
 *
 * <p>What a delivery goes through: content hash, claim in the ledger, automatic mapping, checks, true counts, errors by
 * record, one commit with ledger and history. Opening the database and bringing Drover's tables up to date, which a server does
 * once, is not in the time.
 */
final class DroverImport {
    private static final String JOB =
            "<job name=\"Bench\"><source><xml/></source><destination><sql/></destination></job>";

    private DroverImport() {}

    public static void main(String[] args) throws Exception {
        Path home = Files.createTempDirectory("drover-bench");
        Settings settings = Settings.of(Map.of(
                "drover.store.url",
                args[0],
                "drover.store.user",
                args[1],
                "drover.files",
                home.toString(),
                "drover.data",
                home.resolve("data").toString()));
        try (Store store = Store.open(settings)) {
            Jobs jobs = new Jobs(catalog(home), store, settings, List.of());
            Outcome.measure(() -> load(jobs, Path.of(args[2])));
        }
    }

    private static Catalog catalog(Path home) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve("Jobs")).resolve("Bench.xml"), JOB);
        Catalog catalog = new Catalog();
        catalog.replace(DefinitionLoader.load(home, Definitions.NONE, DefinitionCheck.NONE));
        return catalog;
    }

    private static long load(Jobs jobs, Path file) throws IOException {
        Execution execution = jobs.run("Bench", file, file.getFileName().toString(), null);
        if (execution.status() != Status.Completed) {
            throw new BenchException("Drover did not load " + file + ": " + execution.message());
        }
        return execution.read();
    }
}
