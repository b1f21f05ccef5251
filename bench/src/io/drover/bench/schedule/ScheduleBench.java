package io.drover.bench.schedule;

import io.drover.bench.BenchException;
import io.drover.bench.queue.DatabaseOption;
import io.drover.bench.queue.QueueBench;
import io.drover.bench.queue.SideDatabases;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The driver of bench/schedule: each side in a JVM and a database of its own, in turn. */
@Command(
        name = "bench/schedule",
        description = "Measures how late tasks begin that are due at the same instant, beside db-scheduler.",
        mixinStandardHelpOptions = true)
final class ScheduleBench implements Callable<Integer> {
    private static final Map<String, String> SIDES = new LinkedHashMap<>();

    static {
        SIDES.put("Drover", "io.drover.bench.schedule.DroverSchedule");
        SIDES.put("db-scheduler", "io.drover.bench.DbSchedulerSchedule");
    }

    @Option(names = "--tasks", defaultValue = "1000", description = "How many (default ${DEFAULT-VALUE}).")
    private int tasks;

    @Option(
            names = "--every",
            defaultValue = "20",
            description =
                    "Seconds between two instants at which all are due; a divisor of 60 (default ${DEFAULT-VALUE}).")
    private int every;

    @Option(
            names = "--instants",
            defaultValue = "2",
            description = "How many instants, the first of which finds a cold JVM (default ${DEFAULT-VALUE}).")
    private int instants;

    @Mixin
    private DatabaseOption databaseOption;

    @Option(names = "--folder", defaultValue = "target/bench/schedule", description = "Where it works.")
    private Path folder;

    public static void main(String[] args) {
        System.exit(QueueBench.run(new ScheduleBench(), args));
    }

    @Override
    public Integer call() throws Exception {
        return databaseOption.measure(folder, this::measure);
    }

    private void measure(Path home, SideDatabases databases) throws IOException, SQLException, InterruptedException {
        Map<String, List<Delays>> results = new LinkedHashMap<>();
        System.out.printf(
                "%s; %d tasks, %d processors, Java %s%n%n",
                databases.description(), tasks, Runtime.getRuntime().availableProcessors(), Runtime.version());
        for (Map.Entry<String, String> side : SIDES.entrySet()) {
            System.err.println("... " + side.getKey());
            Path own = Files.createDirectories(home.resolve(side.getKey()));
            String url = databases.create(side.getKey().toLowerCase(Locale.ROOT).replace('-', '_'));
            results.put(side.getKey(), run(own, side.getValue(), url));
        }
        System.out.printf("%s%n", markdown(results));
    }

    private List<Delays> run(Path own, String main, String url) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path") + ":" + System.getProperty("peers"),
                main));
        command.addAll(
                List.of(own.toString(), url, String.valueOf(tasks), String.valueOf(every), String.valueOf(instants)));
        Process process = new ProcessBuilder(command)
                .redirectError(own.resolve("console.txt").toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new BenchException(main + " failed; see " + own.resolve("console.txt"));
        }
        return out.lines()
                .filter(line -> line.startsWith("delays"))
                .map(Delays::parse)
                .toList();
    }

    private String markdown(Map<String, List<Delays>> results) {
        StringBuilder table = new StringBuilder(
                """
                | instant | side | begun of %d | start delay p50 | p99 | max | Drover's p99 is times that |
                |---|---|---:|---:|---:|---:|---:|
                """
                        .formatted(tasks));
        for (int i = 0; i < instants; i++) {
            double reference = results.get("Drover").get(i).seconds(0.99);
            for (Map.Entry<String, List<Delays>> side : results.entrySet()) {
                Delays delays = side.getValue().get(i);
                table.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %d | %.2f s | %.2f s | %.2f s | %s |%n",
                        i == 0 ? "first, cold" : "number " + (i + 1),
                        side.getKey(),
                        delays.micros().length,
                        delays.seconds(0.5),
                        delays.seconds(0.99),
                        delays.seconds(1),
                        side.getKey().equals("Drover")
                                ? ""
                                : String.format(Locale.ROOT, "%.2f", reference / delays.seconds(0.99))));
            }
        }
        return table.toString();
    }

    /**
     * From the due instant to the begin of each run, sorted.
     *
     * @param micros in microseconds
     */
    @SuppressWarnings("ArrayRecordComponent") // made here, read here
    private record Delays(long[] micros) {
        static Delays parse(String line) {
            return new Delays(Arrays.stream(line.split(" ", -1))
                    .skip(1)
                    .filter(word -> !word.isEmpty())
                    .mapToLong(Long::parseLong)
                    .sorted()
                    .toArray());
        }

        double seconds(double quantile) {
            return micros.length == 0 ? Double.NaN : micros[(int) Math.ceil(quantile * micros.length) - 1] / 1e6;
        }
    }
}
