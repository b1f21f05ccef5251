package io.drover.bench.inbox;

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

/** The driver of bench/inbox: each side in a JVM and a database of its own, in turn. */
@Command(
        name = "bench/inbox",
        description = "Measures how many small files a second an inbox loads.",
        mixinStandardHelpOptions = true)
final class InboxBench implements Callable<Integer> {
    @Option(names = "--files", defaultValue = "1500", description = "How many (default ${DEFAULT-VALUE}).")
    private int files;

    @Option(names = "--runs", defaultValue = "1", description = "Runs of each side (default ${DEFAULT-VALUE}).")
    private int runs;

    @Mixin
    private DatabaseOption databaseOption;

    @Option(
            names = "--before",
            description = "A working tree of another version, compiled: it is measured beside this one.")
    private Path before;

    @Option(names = "--folder", defaultValue = "target/bench/inbox", description = "Where it works.")
    private Path folder;

    public static void main(String[] args) {
        System.exit(QueueBench.run(new InboxBench(), args));
    }

    @Override
    public Integer call() throws Exception {
        return databaseOption.measure(folder, this::measure);
    }

    private void measure(Path home, SideDatabases databases) throws IOException, SQLException, InterruptedException {
        Map<String, List<Double>> seconds = new LinkedHashMap<>();
        System.out.printf(
                "%s; %d files, %d processors, Java %s%n%n",
                databases.description(), files, Runtime.getRuntime().availableProcessors(), Runtime.version());
        for (int run = 1; run <= runs; run++) {
            for (Map.Entry<String, Side> side : sides().entrySet()) {
                System.err.println("... " + side.getKey());
                String name = side.getKey().toLowerCase(Locale.ROOT) + run;
                Path own = Files.createDirectories(home.resolve(name));
                double took = run(own, side.getValue(), databases.create(name));
                seconds.computeIfAbsent(side.getKey(), any -> new ArrayList<>()).add(took);
            }
        }
        System.out.printf("%s%n", markdown(seconds));
    }

    /** What is measured: a class, and the classes it runs with. */
    private record Side(String main, String classpath) {}

    private Map<String, Side> sides() {
        String classpath = System.getProperty("java.class.path");
        Map<String, Side> sides = new LinkedHashMap<>();
        sides.put("Floor", new Side("io.drover.bench.inbox.InboxFloor", classpath));
        sides.put("Drover", new Side("io.drover.bench.inbox.DroverInbox", classpath));
        if (before != null) {
            // Its program, and this version's driver of it
            String other = before.resolve("target/classes").toAbsolutePath() + ":" + classpath;
            sides.put("Before", new Side("io.drover.bench.inbox.DroverInbox", other));
        }
        return sides;
    }

    private double run(Path own, Side side, String url) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                side.classpath(),
                side.main()));
        command.addAll(List.of(own.toString(), url, String.valueOf(files)));
        Process process = new ProcessBuilder(command)
                .redirectError(own.resolve("console.txt").toFile())
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new BenchException(side.main() + " failed; see " + own.resolve("console.txt"));
        }
        return out.lines()
                .filter(line -> line.startsWith("seconds "))
                .mapToDouble(line -> Double.parseDouble(line.substring("seconds ".length())))
                .findFirst()
                .orElseThrow(() -> new BenchException(side.main() + " says nothing"));
    }

    private String markdown(Map<String, List<Double>> seconds) {
        StringBuilder table = new StringBuilder(
                """
                | side | files/s | Drover is so many times as fast |
                |---|---:|---:|
                """);
        double drover = median(seconds.get("Drover"));
        seconds.forEach((side, times) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %.0f | %s |%n",
                side,
                files / median(times),
                side.equals("Drover") ? "" : String.format(Locale.ROOT, "%.2f", median(times) / drover))));
        return table.toString();
    }

    private static double median(List<Double> times) {
        double[] sorted = times.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
