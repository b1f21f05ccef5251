package io.drover.bench.soak;

import io.drover.bench.BenchException;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** One Drover of the soak. It is killed and paused from outside; whoever looks after it starts it again. */
final class SoakNode {
    private final Path home;
    private final String url;
    private final Path console;
    private Process process;
    private boolean paused;
    private boolean wasReady;

    SoakNode(Path home, int port) {
        this.home = home;
        this.url = "http://127.0.0.1:" + port;
        this.console = home.resolve("console.txt");
    }

    Path home() {
        return home;
    }

    String url() {
        return url;
    }

    synchronized void start() throws IOException {
        File all = console.toFile();
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx320m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        Site.classPath(),
                        "io.drover.Drover",
                        "run")
                .directory(home.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.appendTo(all))
                .start();
        wasReady = false;
    }

    /** Starts it again when it has ended. Says whether it had ended by itself after it was ready. */
    synchronized boolean revive() throws IOException {
        if (process == null || paused) {
            return false;
        }
        if (process.isAlive()) {
            wasReady |= announced();
            return false;
        }
        boolean byItself = wasReady;
        start();
        return byItself;
    }

    /** {@code kill -9}. */
    synchronized void kill() throws InterruptedException {
        wasReady = false;
        process.destroyForcibly().waitFor();
    }

    /** Stops its threads where they are, as a suspended machine does. */
    synchronized void pause() throws IOException, InterruptedException {
        signal("STOP");
        paused = true;
    }

    synchronized void resume() throws IOException, InterruptedException {
        if (paused) {
            signal("CONT");
            paused = false;
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    synchronized boolean isPaused() {
        return paused;
    }

    /** Whether it has said where it is, which it does when it is ready. */
    synchronized boolean isReady() throws IOException {
        return process != null && process.isAlive() && !paused && announced();
    }

    private boolean announced() throws IOException {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(home.resolve("data/server.properties"))) {
            values.load(reader);
        } catch (NoSuchFileException e) {
            return false;
        }
        return String.valueOf(process.pid()).equals(values.getProperty("pid"));
    }

    void awaitReady(int seconds) throws IOException, InterruptedException {
        for (long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds); !isReady(); ) {
            if (System.nanoTime() > end) {
                throw new BenchException(url + " is not ready after " + seconds + " s; see " + console);
            }
            Thread.sleep(100);
        }
    }

    /** The last lines that it has written for people. */
    List<String> lastWords() throws IOException {
        List<String> lines = Files.readAllLines(console);
        return lines.subList(Math.max(0, lines.size() - 5), lines.size());
    }

    synchronized void end() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
