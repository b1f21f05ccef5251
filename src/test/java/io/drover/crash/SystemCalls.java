package io.drover.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process asks of the kernel, seen by strace. */
final class SystemCalls {
    private final Process strace;
    private final Path log;

    private SystemCalls(Process strace, Path log) {
        this.strace = strace;
        this.log = log;
    }

    /** Skips the test where there is no strace, or the kernel does not let it look at other processes. */
    static void requireStrace() throws IOException, InterruptedException {
        boolean installed = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "strace")));
        assumeTrue(installed, "skipped: this test needs strace on the path");
        Process child = new ProcessBuilder("sleep", "60").start();
        try {
            Process strace = new ProcessBuilder("timeout", "2", "strace", "-p", String.valueOf(child.pid()))
                    .redirectErrorStream(true)
                    .start();
            String said = new String(strace.getInputStream().readAllBytes(), UTF_8);
            strace.waitFor();
            assumeTrue(said.contains("attached"), "skipped: strace may not attach to a process here: " + said.strip());
        } finally {
            child.destroyForcibly();
        }
    }

    /** Begins to watch what a process does to files and their names, and what it sends; returns when it is watched. */
    static SystemCalls of(long pid, Path log) throws IOException {
        Path console = log.resolveSibling("strace-console.txt");
        Process strace = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-y",
                        "-s",
                        "40",
                        "-e",
                        "trace=fsync,fdatasync,write,writev,sendto,sendmsg,?link,linkat,?rename,renameat,renameat2",
                        "-o",
                        log.toString(),
                        "-p",
                        String.valueOf(pid))
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        await("strace is attached").until(() -> Files.readString(console).contains("attached"));
        return new SystemCalls(strace, log);
    }

    /** Whether a call like this has been seen so far. */
    boolean has(String call) throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst("^\\d+ +", ""))
                .anyMatch(line -> line.matches(call));
    }

    /** Ends the watching; each call with its arguments, in the order in which they began. */
    List<String> lines() throws IOException, InterruptedException {
        strace.destroy();
        strace.waitFor(20, TimeUnit.SECONDS);
        return Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst("^\\d+ +", ""))
                .toList();
    }

    /** What was seen behind the first call that is like this. */
    static List<String> from(List<String> seen, String call) {
        List<String> rest = seen.stream().dropWhile(line -> !line.matches(call)).toList();
        assertThat(rest).as("%s in %s", call, String.join("\n", seen)).isNotEmpty();
        return rest;
    }

    /** Each pattern is met, and for the first time after the one before; of those that begin with "last " the last time counts. */
    static void assertOrder(List<String> seen, String... calls) {
        int before = -1;
        for (String call : calls) {
            boolean last = call.startsWith("last ");
            Pattern pattern = Pattern.compile(last ? call.substring(5) : call);
            int at = -1;
            for (int i = 0; i < seen.size(); i++) {
                at = (at < 0 || last) && pattern.matcher(seen.get(i)).matches() ? i : at;
            }
            assertThat(at)
                    .as("%s after line %d of %s", call, before, String.join("\n", seen))
                    .isGreaterThan(before);
            before = at;
        }
    }
}
