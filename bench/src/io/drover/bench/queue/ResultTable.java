package io.drover.bench.queue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The samples of all runs, and the Markdown table made of them. */
final class ResultTable {
    private final String reference;
    private final Map<Case, Map<String, List<Sample>>> samples = new LinkedHashMap<>();

    /** What is done by how many. */
    record Case(Work work, int clients) {}

    /** @param reference title of the side that the others are compared with */
    ResultTable(String reference) {
        this.reference = reference;
    }

    void add(Case of, String side, Sample sample) {
        samples.computeIfAbsent(of, c -> new LinkedHashMap<>())
                .computeIfAbsent(side, s -> new ArrayList<>())
                .add(sample);
    }

    /** Every run as a line of JSON. */
    void write(Path file) throws IOException {
        StringBuilder lines = new StringBuilder();
        samples.forEach((of, sides) -> sides.forEach((side, runs) -> {
            for (Sample run : runs) {
                lines.append("{\"work\":\"" + of.work() + "\",\"clients\":" + of.clients() + ",\"side\":\"" + side
                                + "\",")
                        .append(run.json().substring(1))
                        .append('\n');
            }
        }));
        Files.writeString(file, lines);
    }

    String markdown() {
        StringBuilder table = new StringBuilder(
                """
                | work | clients | side | messages/s, median (min-max) | p50 | p99 | CPU of the server's process | %s is times as fast, median of pairs |
                |---|---:|---|---:|---:|---:|---:|---:|
                """
                        .formatted(reference));
        samples.forEach((of, sides) -> sides.forEach((side, runs) -> table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %s | %.0f (%.0f-%.0f) | %.1f ms | %.1f ms | %.0f us | %s |%n",
                of.work().title(),
                of.clients(),
                side,
                median(runs, Sample::rate),
                runs.stream().mapToDouble(Sample::rate).min().orElseThrow(),
                runs.stream().mapToDouble(Sample::rate).max().orElseThrow(),
                median(runs, Sample::p50),
                median(runs, Sample::p99),
                median(runs, Sample::cpuMicros),
                side.equals(reference) || !sides.containsKey(reference) ? "" : ratio(sides.get(reference), runs)))));
        return table.toString();
    }

    /** By pairs, because what disturbs a shared machine for minutes disturbs both runs of a pair. */
    private static String ratio(List<Sample> reference, List<Sample> others) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(reference.size(), others.size()); i++) {
            ratios.add(reference.get(i).rate() / others.get(i).rate());
        }
        return String.format(Locale.ROOT, "%.2f", median(ratios, r -> r));
    }

    static <T> double median(List<T> items, ToDoubleFunction<T> value) {
        double[] sorted = items.stream().mapToDouble(value).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
