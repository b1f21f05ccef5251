package io.drover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The driver: prepares data and database, runs both sides in turn, checks what they loaded, prints the table. */
@Command(
        name = "bench/import",
        description = "Measures the import of a file against the least it can cost and against others.",
        mixinStandardHelpOptions = true)
public final class Import implements Callable<Integer> {
    private static final Path FOLDER = Path.of("target", "bench");

    /** Rows of the rehearsal, which shows that both sides load the right thing before anything is measured. */
    private static final long REHEARSAL = 1_001;

    /** Measured 1.72 KB of file, 1.9 KB of PostgreSQL folder and 2.2 KB of H2 files a row at the peak; the rest is margin. */
    private static final long FILE_BYTES_PER_ROW = 1_750;

    private static final long DATABASE_BYTES_PER_ROW = 4_000;

    enum Kind {
        POSTGRESQL,
        H2
    }

    @Option(names = "--rows", defaultValue = "1000000", description = "Records of the file (default ${DEFAULT-VALUE})")
    private long rows;

    @Option(
            names = "--database",
            defaultValue = "postgresql",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private Kind kind;

    @Option(names = "--runs", defaultValue = "5", description = "Runs of each side and case (default ${DEFAULT-VALUE})")
    private int runs;

    @Option(
            names = "--cases",
            split = ",",
            defaultValue = "empty,full,unchanged",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private List<Case> cases;

    @Option(
            names = "--sides",
            split = ",",
            defaultValue = "floor,drover,spring_batch",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}); a ratio needs drover and another one")
    private List<Side> sides;

    @Option(
            names = "--format",
            defaultValue = "xml",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private DeliveryFormat format;

    public static void main(String[] args) {
        System.exit(new CommandLine(new Import())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, commandLine, parsed) -> {
                    if (!(e instanceof BenchException)) {
                        throw e;
                    }
                    System.err.println("bench/import: " + e.getMessage());
                    return 1;
                })
                .execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Files.createDirectories(FOLDER);
        Disk.need(FOLDER, bytesToWrite());
        try (Database database = kind == Kind.H2 ? new H2Database(FOLDER) : new PostgresDatabase(FOLDER)) {
            rehearse(database);
            generate();
            if (cases.stream().anyMatch(Case::full)) {
                progress("the full table");
                fill(database, rows);
            }
            System.out.println(heading(database));
            Results results = measure(database);
            results.write(FOLDER.resolve(
                    "results-import-" + format.extension() + "-" + kind.name().toLowerCase(Locale.ROOT) + ".jsonl"));
            System.out.println();
            System.out.print(results.table());
        }
        return 0;
    }

    private void generate() throws IOException {
        Set<Variant> variants = EnumSet.of(Variant.A);
        cases.forEach(c -> variants.add(c.loaded()));
        for (Variant variant : variants) {
            progress("data, variant " + variant);
            Generate.file(FOLDER, rows, variant, Generate.SEED, format);
        }
    }

    private void rehearse(Database database) throws Exception {
        fill(database, REHEARSAL);
        for (Side side : sides) {
            for (Case of : Case.IMPORTS) {
                progress("rehearsal: " + side + ", " + of.title());
                run(database, side, of, REHEARSAL);
            }
        }
    }

    private Results measure(Database database) throws Exception {
        Results results = new Results();
        for (Case of : cases) {
            for (int run = 1; run <= runs; run++) {
                for (Side side : sides) {
                    Outcome outcome = run(database, side, of, rows);
                    results.add(of, side, outcome);
                    System.out.printf(
                            Locale.ROOT,
                            "%s, run %d, %s: %d rows/s, CPU %.2f s + server %.2f s, %d MB%n",
                            of.title(),
                            run,
                            side,
                            outcome.rowsPerSecond(),
                            outcome.cpuSeconds(),
                            outcome.serverSeconds(),
                            outcome.peakKilobytes() / 1024);
                }
            }
        }
        return results;
    }

    private Outcome run(Database database, Side side, Case of, long rows) throws Exception {
        if (of.full()) {
            database.restoreFull();
        } else {
            database.restoreEmpty();
        }
        double before = database.cpuSeconds();
        Outcome outcome = side.load(database, Generate.file(FOLDER, rows, of.loaded(), Generate.SEED, format));
        outcome = outcome.withServer(database.cpuSeconds() - before);
        new Check(Generate.SEED, rows).table(database, of.loaded());
        return outcome;
    }

    /** The full table is the floor's work; both sides start from it. */
    private void fill(Database database, long rows) throws Exception {
        run(database, Side.FLOOR, Case.EMPTY, rows);
        database.keepAsFull();
    }

    private long bytesToWrite() throws IOException {
        Set<Path> needed = cases.stream()
                .map(c -> Generate.name(FOLDER, rows, c.loaded(), Generate.SEED, format))
                .collect(Collectors.toSet());
        needed.add(Generate.name(FOLDER, rows, Variant.A, Generate.SEED, format));
        long files = 0;
        for (Path file : needed) {
            files += Generate.isWhole(file) ? 0 : 1;
        }
        return rows * (files * FILE_BYTES_PER_ROW + DATABASE_BYTES_PER_ROW);
    }

    private String heading(Database database) throws Exception {
        return String.format(
                Locale.ROOT,
                "%s%n%d rows, %d bytes; %d processors, Java %s, %s%n",
                database.description(),
                rows,
                Files.size(Generate.name(FOLDER, rows, Variant.A, Generate.SEED, format)),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                Side.HEAP + " " + Side.COLLECTOR);
    }

    private static void progress(String what) {
        System.err.println("... " + what);
    }
}
