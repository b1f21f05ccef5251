package io.drover.bench;

import io.drover.collection.RecordCollections;
import io.drover.definition.Catalog;
import io.drover.definition.DefinitionCheck;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.job.Jobs;
import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.store.collection.RecordObserver;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
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
    private static final String JOB = "<job name=\"Bench\"><source>%s</source><destination><sql/></destination></job>";

    private DroverImport() {}

    public static void main(String[] args) throws Exception {
        DeliveryFormat format = args[2].endsWith(".csv") ? DeliveryFormat.CSV : DeliveryFormat.XML;
        with(
                args[0],
                args[1],
                JOB.formatted(format.source()),
                jobs -> Outcome.measure(() -> load(jobs, Path.of(args[2]))));
    }

    /** What is done with Drover's jobs. */
    interface Work {
        void run(Jobs jobs) throws Exception;
    }

    /** Opens a server's store and jobs, of which there is one. */
    static void with(String url, String user, String job, Work work) throws Exception {
        Path home = Files.createTempDirectory("drover-bench");
        Settings settings = Settings.of(Map.of(
                "drover.store.url",
                url,
                "drover.store.user",
                user,
                "drover.files",
                home.toString(),
                "drover.data",
                home.resolve("data").toString()));
        try (Store store = Store.open(settings)) {
            work.run(new Jobs(
                    catalog(home, job),
                    store,
                    settings,
                    new RecordCollections(store, RecordObserver.NONE),
                    List.of(),
                    task -> Map.of()));
        }
    }

    private static Catalog catalog(Path home, String job) throws IOException {
        Files.writeString(Files.createDirectories(home.resolve("Jobs")).resolve("Bench.xml"), job);
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
