package io.drover.crash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a process asks of the kernel, seen by strace. */
final class SystemCalls {
    /** The begin of an answer with status 200 is sent. */
    static final String ANSWER = "answer";

    private static final Pattern FORCED_FILE =
            Pattern.compile("f(data)?sync\\(\\d+<[^>]*/payload/[^>]*[0-9a-f]{64}[^>]*>.*");
    private static final Pattern FORCED_FOLDER =
            Pattern.compile("f(data)?sync\\(\\d+<[^>]*/payload(/[0-9a-f]{2}){0,2}>.*");
    private static final Pattern FORCED_DATABASE = Pattern.compile("f(data)?sync\\(\\d+<[^>]*\\.mv\\.db>.*");
    private static final Pattern SENT =
            Pattern.compile("(write|writev|sendto|sendmsg)\\(\\d+<[^>]*(TCP|socket)[^>]*>.*HTTP/1\\.1 200.*");

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

    /** Begins to watch a process; returns when it is watched. */
    static SystemCalls of(long pid, Path log) throws IOException {
        return of(pid, log, "fsync,fdatasync,write,writev,sendto,sendmsg");
    }

    /** Begins to watch what a process does to files and their names. */
    static SystemCalls ofFiles(long pid, Path log) throws IOException {
        return of(pid, log, "fsync,fdatasync,write,?link,linkat,?rename,renameat,renameat2");
    }

    private static SystemCalls of(long pid, Path log, String calls) throws IOException {
        Path console = log.resolveSibling("strace-console.txt");
        Process strace = new ProcessBuilder(
                        "strace",
                        "-f",
                        "-y",
                        "-s",
                        "40",
                        "-e",
                        "trace=" + calls,
                        "-o",
                        log.toString(),
                        "-p",
                        String.valueOf(pid))
                .redirectErrorStream(true)
                .redirectOutput(console.toFile())
                .start();
        await("strace is attached").atMost(Duration.ofSeconds(20)).until(() -> Files.readString(console)
                .contains("attached"));
        return new SystemCalls(strace, log);
    }

    /** Ends the watching; each call with its arguments, in the order in which they began. */
    List<String> lines() throws IOException, InterruptedException {
        strace.destroy();
        strace.waitFor(20, TimeUnit.SECONDS);
        return Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst("^\\d+ +", ""))
                .toList();
    }

    /** Ends the watching; what counted: {@code file}, {@code folder}, {@code database} when each was forced, and answers. */
    List<String> end() throws IOException, InterruptedException {
        strace.destroy();
        strace.waitFor(20, TimeUnit.SECONDS);
        List<String> seen = new ArrayList<>();
        for (String line : Files.readAllLines(log)) {
            String call = line.replaceFirst("^\\d+ +", "");
            if (FORCED_FILE.matcher(call).matches()) {
                seen.add("file");
            } else if (FORCED_FOLDER.matcher(call).matches()) {
                seen.add("folder");
            } else if (FORCED_DATABASE.matcher(call).matches()) {
                seen.add("database");
            } else if (SENT.matcher(call).matches()) {
                seen.add(ANSWER);
            }
        }
        return seen;
    }
}
