package io.drover.bench.queue;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/**
 * What one run of the generator measured.
 *
 * @param rate messages a second
 * @param p50 of the answers' times, in milliseconds
 * @param p99 of the answers' times, in milliseconds
 * @param cpuMicros processor time of the server's own process for each message, without its database; 0: not known
 */
record Sample(double rate, double p50, double p99, double cpuMicros) {
    private static final Pattern JSON =
            Pattern.compile("\\{\"rate\":([\\d.]+),\"p50\":([\\d.]+),\"p99\":([\\d.]+),\"cpuMicros\":([\\d.]+)}");

    /** From the times of each client's requests, in nanoseconds. */
    static Sample of(List<long[]> clients, double seconds) {
        long[] times = clients.stream().flatMapToLong(LongStream::of).sorted().toArray();
        if (times.length == 0) {
            return new Sample(0, 0, 0, 0);
        }
        return new Sample(
                times.length / seconds, times[times.length / 2] / 1e6, times[(int) (times.length * 0.99)] / 1e6, 0);
    }

    Sample withCpu(double micros) {
        return new Sample(rate, p50, p99, micros);
    }

    String json() {
        return String.format(
                Locale.ROOT, "{\"rate\":%.1f,\"p50\":%.3f,\"p99\":%.3f,\"cpuMicros\":%.1f}", rate, p50, p99, cpuMicros);
    }

    /** The sample in a line, or null when the line is something else. */
    static Sample parse(String line) {
        Matcher m = JSON.matcher(line.strip());
        return m.matches()
                ? new Sample(
                        Double.parseDouble(m.group(1)),
                        Double.parseDouble(m.group(2)),
                        Double.parseDouble(m.group(3)),
                        Double.parseDouble(m.group(4)))
                : null;
    }
}
