package io.drover.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one run of one side reports, as a line of JSON on standard output.
 *
 * @param seconds from opening file and database to the commit, without the JVM's start and end
 * @param cpuSeconds processor time of the process in those seconds, all threads, compiler and collector too
 * @param serverSeconds processor time of the database server for the run, 0 when there is none of its own
 * @param peakKilobytes the process' peak resident memory
 */
record Outcome(long rows, double seconds, double cpuSeconds, double serverSeconds, long peakKilobytes) {
    private static final Pattern JSON =
            Pattern.compile("\\{\"rows\":(\\d+),\"seconds\":([\\d.]+),\"rowsPerSecond\":\\d+,"
                    + "\"cpuSeconds\":([\\d.]+),\"serverSeconds\":([\\d.]+),\"peakRssKb\":(\\d+)}");

    /** A load, from open to commit; gives the number of rows. */
    interface Load {
        long run() throws Exception;
    }

    /** Runs a load and prints its outcome. */
    static void measure(Load load) throws Exception {
        long start = System.nanoTime();
        long cpuStart = cpuNanos();
        long rows = load.run();
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpuSeconds = (cpuNanos() - cpuStart) / 1e9;
        System.out.println(new Outcome(rows, seconds, cpuSeconds, 0, readPeak()).json());
    }

    Outcome withServer(double seconds) {
        return new Outcome(rows, this.seconds, cpuSeconds, seconds, peakKilobytes);
    }

    long rowsPerSecond() {
        return Math.round(rows / seconds);
    }

    String json() {
        return String.format(
                Locale.ROOT,
                "{\"rows\":%d,\"seconds\":%.3f,\"rowsPerSecond\":%d,\"cpuSeconds\":%.2f,\"serverSeconds\":%.2f,\"peakRssKb\":%d}",
                rows,
                seconds,
                rowsPerSecond(),
                cpuSeconds,
                serverSeconds,
                peakKilobytes);
    }

    /** The outcome in a line, or null when the line is something else, such as a log message. */
    static Outcome parse(String line) {
        Matcher m = JSON.matcher(line.strip());
        return m.matches()
                ? new Outcome(
                        Long.parseLong(m.group(1)),
                        Double.parseDouble(m.group(2)),
                        Double.parseDouble(m.group(3)),
                        Double.parseDouble(m.group(4)),
                        Long.parseLong(m.group(5)))
                : null;
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /** VmHWM of the process, or 0 where there is no /proc. */
    private static long readPeak() throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        for (String line : Files.readAllLines(status)) {
            if (line.startsWith("VmHWM:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }
}
