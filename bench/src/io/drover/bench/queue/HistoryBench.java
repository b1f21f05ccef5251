package io.drover.bench.queue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The driver of bench/queue-history: the same work on an empty history and on a long one, in turn. */
@Command(
        name = "bench/queue-history",
        description = "Measures what many acknowledged messages in the history do to a queue.",
        mixinStandardHelpOptions = true)
final class HistoryBench implements Callable<Integer> {
    private static final Path FOLDER = Path.of("target", "bench", "queue-history");

    @Mixin
    private Rounds rounds;

    @Option(
            names = "--database",
            split = ",",
            defaultValue = "h2,postgresql",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private List<SideDatabases.Kind> kinds;

    @Option(names = "--history", description = "Acknowledged messages (default 1000000; with --quick 20000)")
    private Integer history;

    public static void main(String[] args) {
        System.exit(QueueBench.run(new HistoryBench(), args));
    }

    @Override
    public Integer call() throws Exception {
        for (SideDatabases.Kind kind : kinds) {
            measure(kind);
        }
        return 0;
    }

    private void measure(SideDatabases.Kind kind) throws Exception {
        int acked = history != null ? history : rounds.quick() ? 20_000 : 1_000_000;
        String name = kind.name().toLowerCase(Locale.ROOT);
        Path folder = FOLDER.resolve(name);
        QueueBench.remove(folder);
        Files.createDirectories(folder);
        String full = String.format(Locale.ROOT, "Drover, %,d in its history", acked);
        int waiting = rounds.messagesToTake();
        List<MeasuredServer> sides = new ArrayList<>();
        try (SideDatabases databases = kind.start(folder)) {
            try {
                System.err.println("... filling the history");
                sides.add(new DroverSide(
                        "Drover, empty",
                        folder.resolve("history_none"),
                        databases.create("history_none"),
                        waiting,
                        0,
                        List.of()));
                sides.add(new DroverSide(
                        full,
                        folder.resolve("history_long"),
                        databases.create("history_long"),
                        waiting,
                        acked,
                        List.of()));
                System.out.printf("%s%n%n", databases.description());
                ResultTable table = new ResultTable(full);
                rounds.measure(sides, table);
                table.write(FOLDER.resolveSibling("results-queue-history-" + name + ".jsonl"));
                System.out.printf("%n%s%n", table.markdown());
            } finally {
                sides.forEach(MeasuredServer::close);
            }
        }
    }
}
