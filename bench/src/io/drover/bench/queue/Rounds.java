package io.drover.bench.queue;

import io.drover.bench.BenchException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The measuring: all sides in turn, in the other order every second run, so that no side always follows the same one. */
final class Rounds {
    @Option(names = "--runs", description = "Runs of each side and case (default 3; with --quick 1)")
    private Integer runs;

    @Option(names = "--seconds", description = "Measured seconds of each run (default 8; with --quick 2)")
    private Double seconds;

    @Option(
            names = "--clients",
            split = ",",
            defaultValue = "1,8,64",
            description = "Clients at once (default ${DEFAULT-VALUE})")
    private List<Integer> clients;

    @Option(
            names = "--work",
            split = ",",
            defaultValue = "enqueue,dequeue",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private List<Work> works;

    @Option(names = "--quick", description = "Shows that everything works; the figures say little")
    private boolean quick;

    boolean quick() {
        return quick;
    }

    List<Work> works() {
        return works;
    }

    /** Most messages that one run can take from a queue, and the warm-up before it, with much to spare. */
    int messagesToTake() {
        int perSecond = 6_000;
        return works.contains(Work.DEQUEUE)
                ? (int) (perSecond * (seconds() + warmup()) * (runs() * clients.size() + 1) / 2)
                : 0;
    }

    void measure(List<? extends MeasuredServer> sides, ResultTable table) throws IOException, InterruptedException {
        for (MeasuredServer side : sides) {
            for (Work work : works) {
                // Hot code before the first measured run, as in a server that has been up for a while
                load(side, work, 8, quick ? 1 : 8);
            }
        }
        for (Work work : works) {
            for (int count : clients) {
                for (int run = 1; run <= runs(); run++) {
                    round(sides, new ResultTable.Case(work, count), run, table);
                }
            }
        }
    }

    private void round(List<? extends MeasuredServer> sides, ResultTable.Case of, int run, ResultTable table)
            throws IOException, InterruptedException {
        List<MeasuredServer> order = new ArrayList<>(sides);
        if (run % 2 == 0) {
            Collections.reverse(order);
        }
        for (MeasuredServer side : order) {
            Sample sample = load(side, of.work(), of.clients(), seconds());
            table.add(of, side.title(), sample);
            System.out.printf(
                    Locale.ROOT,
                    "%s, %d clients, run %d, %s: %.0f/s, p50 %.1f ms, p99 %.1f ms, CPU %.0f us%n",
                    of.work().title(),
                    of.clients(),
                    run,
                    side.title(),
                    sample.rate(),
                    sample.p50(),
                    sample.p99(),
                    sample.cpuMicros());
        }
    }

    private Sample load(MeasuredServer side, Work work, int clients, double seconds)
            throws IOException, InterruptedException {
        Target target = side.target();
        double before = side.cpuSeconds();
        String output = Running.output(
                Path.of("."),
                LoadGenerator.class.getName(),
                List.of(
                        "--wire=" + target.wire(),
                        "--url=" + target.url(),
                        "--in=" + target.in(),
                        "--out=" + target.out(),
                        "--token=" + target.token(),
                        "--work=" + work,
                        "--clients=" + clients,
                        "--warmup=" + warmup(),
                        "--seconds=" + seconds));
        double cpu = side.cpuSeconds() - before;
        Sample sample = output.lines()
                .map(Sample::parse)
                .filter(parsed -> parsed != null)
                .findFirst()
                .orElseThrow(() -> new BenchException("the generator measured nothing of " + side.title()));
        double messages = sample.rate() * (seconds + warmup());
        return sample.withCpu(messages == 0 ? 0 : cpu * 1e6 / messages);
    }

    private int runs() {
        return runs != null ? runs : quick ? 1 : 3;
    }

    private double seconds() {
        return seconds != null ? seconds : quick ? 2 : 8;
    }

    private double warmup() {
        return quick ? 0.5 : 1;
    }
}
