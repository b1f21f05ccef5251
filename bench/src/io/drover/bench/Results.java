package io.drover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The outcomes of all runs and the table made of them. */
final class Results {
    private final Map<Case, Map<Side, List<Outcome>>> outcomes = new EnumMap<>(Case.class);

    void add(Case of, Side side, Outcome outcome) {
        outcomes.computeIfAbsent(of, c -> new EnumMap<>(Side.class))
                .computeIfAbsent(side, s -> new ArrayList<>())
                .add(outcome);
    }

    /** Every run as a line of JSON, in the order of cases, sides and runs. */
    void write(Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        outcomes.forEach((of, sides) -> sides.forEach((side, runs) -> {
            for (Outcome run : runs) {
                lines.append("{\"case\":\"" + of.name().toLowerCase(Locale.ROOT) + "\",\"side\":\"" + side + "\",")
                        .append(run.json().substring(1))
                        .append('\n');
            }
        }));
        Files.writeString(file, lines);
    }

    /** A Markdown table: what docs/benchmarks.md holds is this, pasted. */
    String table() {
        StringBuilder table = new StringBuilder(
                """
                | case | side | rows/s, median (min-max) | CPU, client + server | peak RSS, median | Drover is times as fast, median of pairs |
                |---|---|---:|---:|---:|---:|
                """);
        outcomes.forEach((of, sides) -> sides.forEach((side, runs) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %s | %s (%s-%s) | %.1f + %.1f s | %.0f MB | %s |%n",
                of.title(),
                side,
                thousands(median(runs, Outcome::rowsPerSecond)),
                thousands(
                        runs.stream().mapToDouble(Outcome::rowsPerSecond).min().orElseThrow()),
                thousands(
                        runs.stream().mapToDouble(Outcome::rowsPerSecond).max().orElseThrow()),
                median(runs, Outcome::cpuSeconds),
                median(runs, Outcome::serverSeconds),
                median(runs, Outcome::peakKilobytes) / 1024,
                side != Side.DROVER && sides.containsKey(Side.DROVER) ? ratio(sides, side) : ""))));
        return table.toString();
    }

    /** By pairs, because what disturbs a shared machine for minutes disturbs both runs of a pair. */
    private static String ratio(Map<Side, List<Outcome>> sides, Side other) {
        List<Outcome> others = sides.get(other);
        List<Outcome> drover = sides.get(Side.DROVER);
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < drover.size(); i++) {
            ratios.add(others.get(i).seconds() / drover.get(i).seconds());
        }
        return String.format(Locale.ROOT, "%.2f", median(ratios, r -> r));
    }

    private static <T> double median(List<T> items, ToDoubleFunction<T> value) {
        double[] sorted = items.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static String thousands(double rowsPerSecond) {
        return String.format(Locale.ROOT, "%.1fk", rowsPerSecond / 1000);
    }
}
