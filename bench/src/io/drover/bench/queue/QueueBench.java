package io.drover.bench.queue;

import io.drover.bench.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The driver of bench/queue: starts all sides, measures them in turn, prints the table. */
@Command(
        name = "bench/queue",
        description = "Measures enqueue and dequeue over HTTP beside a bare handler and a broker.",
        mixinStandardHelpOptions = true)
public final class QueueBench implements Callable<Integer> {
    private static final String DROVER = "Drover";

    /** Who is measured. */
    enum Contender {
        DROVER,
        BARE,
        RABBITMQ,
        QUORUM
    }

    @Mixin
    private Rounds rounds;

    @Mixin
    private DatabaseOption databaseOption;

    @Option(
            names = "--sides",
            split = ",",
            defaultValue = "drover,bare,rabbitmq",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}); quorum is RabbitMQ with a quorum queue")
    private List<Contender> contenders;

    @Option(
            names = "--folder",
            defaultValue = "target/bench/queue",
            description =
                    "Where databases and payloads lie (default ${DEFAULT-VALUE}); on a disk in memory, what is left is the"
                            + " processor's part")
    private Path folder;

    @Option(
            names = "--drover-option",
            description = "An option for the JVM of Drover, such as -XX:StartFlightRecording=filename=/tmp/drover.jfr")
    private List<String> options = List.of();

    public static void main(String[] args) {
        System.exit(run(new QueueBench(), args));
    }

    /** Runs a command of this package; gives the exit code. */
    public static int run(Callable<Integer> command, String... args) {
        return new CommandLine(command)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, commandLine, parsed) -> {
                    if (!(e instanceof BenchException)) {
                        throw e;
                    }
                    System.err.println(commandLine.getCommandName() + ": " + e.getMessage());
                    return 1;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        return databaseOption.measure(folder, this::measure);
    }

    private void measure(Path home, SideDatabases databases) throws IOException, SQLException, InterruptedException {
        List<MeasuredServer> sides = new ArrayList<>();
        try {
            for (Contender contender : contenders) {
                System.err.println("... starting " + contender);
                sides.add(start(contender, home, databases));
            }
            System.out.printf(
                    "%s; %d processors, Java %s%n%n",
                    databases.description(), Runtime.getRuntime().availableProcessors(), Runtime.version());
            ResultTable table = new ResultTable(DROVER);
            rounds.measure(sides, table);
            table.write(Path.of("target", "bench", "results-queue-" + home.getFileName() + ".jsonl"));
            System.out.printf("%n%s%n", table.markdown());
        } finally {
            sides.forEach(MeasuredServer::close);
        }
    }

    private MeasuredServer start(Contender contender, Path home, SideDatabases databases)
            throws IOException, SQLException, InterruptedException {
        String name = contender.name().toLowerCase(Locale.ROOT);
        Path own = home.resolve(name);
        int messages = rounds.messagesToTake();
        return switch (contender) {
            case DROVER -> new DroverSide(DROVER, own, databases.create(name), messages, 0, options);
            case BARE -> new BareSide(own, databases.create(name), messages);
            case RABBITMQ -> new RabbitSide(own, "classic", messages);
            case QUORUM -> new RabbitSide(own, "quorum", messages);
        };
    }

    /** Removes what an earlier run has left. */
    public static void remove(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
