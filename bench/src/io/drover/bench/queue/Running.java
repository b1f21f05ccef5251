package io.drover.bench.queue;

import io.drover.bench.BenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that the benchmark has started. */
public final class Running implements AutoCloseable {
    private static final List<String> OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC");
    private static final long START_SECONDS = 180;

    private final Process process;
    private final Path console;

    private Running(Process process, Path console) {
        this.process = process;
        this.console = console;
    }

    /** Starts a Java program as bin/drover starts Drover; what it writes goes to a file. */
    public static Running java(Path folder, Path console, List<String> more, String main, String... arguments)
            throws IOException {
        List<String> command = new ArrayList<>(javaCommand(more, main));
        command.addAll(List.of(arguments));
        return program(new ProcessBuilder(command).directory(folder.toFile()), console);
    }

    /** Starts any program. */
    static Running program(ProcessBuilder builder, Path console) throws IOException {
        builder.redirectErrorStream(true).redirectOutput(console.toFile());
        return new Running(builder.start(), console);
    }

    private static List<String> javaCommand(List<String> more, String main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.addAll(more);
        command.addAll(List.of("-cp", absoluteClassPath(), main));
        return command;
    }

    /** Of this process; the other may run in another folder. */
    private static String absoluteClassPath() {
        List<String> entries = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(":", -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(":", entries);
    }

    /** Runs a Java program to its end; gives what it wrote to standard output. */
    public static String output(Path folder, String main, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(javaCommand(List.of(), main));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        StringBuilder output = new StringBuilder();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                output.append(line).append('\n');
            }
        }
        if (process.waitFor() != 0) {
            throw new BenchException(main + " failed (exit code " + process.exitValue() + "): its message is above");
        }
        return output.toString();
    }

    /** Waits until it accepts connections. */
    Running awaitPort(int port) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!listens(port)) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new BenchException("it did not start; see " + console);
            }
            Thread.sleep(50);
        }
        return this;
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** With its children; those that have ended do not count. */
    double treeCpuSeconds() {
        return process.descendants()
                .mapToDouble(child ->
                        child.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9)
                .reduce(cpuSeconds(), Double::sum);
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
