package io.drover.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The driver of the export: fills a table, lets all sides write it in turn, checks what they wrote, prints the table. */
@Command(
        name = "bench/export",
        description = "Measures the export of a PostgreSQL table to a file.",
        mixinStandardHelpOptions = true)
final class Export implements Callable<Integer> {
    private static final Path FOLDER = Path.of("target", "bench");
    private static final long BYTES_PER_ROW = 7_500;

    @Option(names = "--rows", defaultValue = "1000000", description = "Rows of the table (default ${DEFAULT-VALUE})")
    private long rows;

    @Option(
            names = "--format",
            defaultValue = "xml",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private DeliveryFormat format;

    @Option(names = "--runs", defaultValue = "5", description = "Runs of each side (default ${DEFAULT-VALUE})")
    private int runs;

    @Option(
            names = "--sides",
            split = ",",
            defaultValue = "floor,drover,spring_batch",
            description =
                    "floor, drover, spring_batch (default ${DEFAULT-VALUE}); a ratio needs drover and another one")
    private List<Side> sides;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Export())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(FOLDER);
        Disk.need(FOLDER, rows * BYTES_PER_ROW);
        try (Database database = new PostgresDatabase(FOLDER)) {
            database.restoreEmpty();
            Side.FLOOR.load(database, Generate.file(FOLDER, rows, Variant.A, Generate.SEED, DeliveryFormat.XML));
            database.keepAsFull();
            System.out.println(database.description());
            Results results = measure(database);
            results.write(FOLDER.resolve("results-export-" + format.extension() + ".jsonl"));
            System.out.println();
            System.out.print(results.table());
        }
        return 0;
    }

    private Results measure(Database database) throws Exception {
        Results results = new Results();
        Path file = FOLDER.resolve("export." + format.extension());
        for (int run = 1; run <= runs; run++) {
            for (Side side : sides) {
                database.restoreFull();
                Files.deleteIfExists(file);
                double before = database.cpuSeconds();
                Outcome outcome = side.export(database, file);
                outcome = outcome.withServer(database.cpuSeconds() - before);
                check(side, file, outcome);
                results.add(Case.EXPORT, side, outcome);
                System.out.printf(
                        Locale.ROOT,
                        "run %d, %s: %d rows/s, CPU %.2f s + server %.2f s, %d MB, %d bytes%n",
                        run,
                        side,
                        outcome.rowsPerSecond(),
                        outcome.cpuSeconds(),
                        outcome.serverSeconds(),
                        outcome.peakKilobytes() / 1024,
                        Files.size(file));
            }
        }
        return results;
    }

    /** A side that is fast because it writes less is not fast: each key once, and no file much smaller than the values. */
    private void check(Side side, Path file, Outcome outcome) throws Exception {
        long found = 0;
        try (var lines = Files.lines(file)) {
            String first = new Values(Generate.SEED).text(0, 1, Variant.A).substring(0, 1);
            found = lines.filter(line -> line.contains(first + "0")).count();
        }
        if (outcome.rows() != rows || found < rows || Files.size(file) < rows * 200) {
            throw new BenchException(side + " wrote " + outcome.rows() + " rows in " + Files.size(file) + " bytes with "
                    + found + " keys, not " + rows);
        }
    }
}
