package io.drover.bench.queue;

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

    @Mixin
    private DatabaseOption databaseOption;

    @Option(names = "--history", description = "Acknowledged messages (default 1000000; with --quick 20000)")
    private Integer history;

    public static void main(String[] args) {
        System.exit(QueueBench.run(new HistoryBench(), args));
    }

    @Override
    public Integer call() throws Exception {
        return databaseOption.measure(FOLDER, this::measure);
    }

    private void measure(Path home, SideDatabases databases) throws Exception {
        int acked = history != null ? history : rounds.quick() ? 20_000 : 1_000_000;
        String full = String.format(Locale.ROOT, "Drover, %,d in its history", acked);
        int waiting = rounds.messagesToTake();
        List<MeasuredServer> sides = new ArrayList<>();
        try {
            System.err.println("... filling the history");
            sides.add(new DroverSide(
                    "Drover, empty",
                    home.resolve("history_none"),
                    databases.create("history_none"),
                    waiting,
                    0,
                    List.of()));
            sides.add(new DroverSide(
                    full, home.resolve("history_long"), databases.create("history_long"), waiting, acked, List.of()));
            System.out.printf("%s%n%n", databases.description());
            ResultTable table = new ResultTable(full);
            rounds.measure(sides, table);
            table.write(FOLDER.resolveSibling("results-queue-history-" + home.getFileName() + ".jsonl"));
            System.out.printf("%n%s%n", table.markdown());
        } finally {
            sides.forEach(MeasuredServer::close);
        }
    }
}
