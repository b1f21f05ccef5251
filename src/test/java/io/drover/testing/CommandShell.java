package io.drover.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.cli.DroverCommand;
import io.drover.testing.CommandLineRuns.Result;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process in the folder of an installation that runs one command after the other as {@code drover} would, without starting a JVM for
 * each: a tenth of the time. Commands that differ by what a process of their own knows, or write past {@code System.out}, need one.
 */
final class CommandShell implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    /** A command line, and what it reads from standard input. */
    private record Request(List<String> arguments, String input) {}

    CommandShell(Path home, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(DroverJava.command(List.of(), CommandShell.class))
                .directory(home.toFile())
                .redirectError(home.resolve("stderr").toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Runs a command; while another runs, it waits for it. */
    synchronized Result run(String input, String... arguments) throws IOException, InterruptedException {
        requests.write(JSON.writeValueAsString(new Request(List.of(arguments), input)));
        requests.newLine();
        requests.flush();
        try {
            String answer =
                    CompletableFuture.supplyAsync(this::answer).get(TestSession.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            return JSON.readValue(answer, Result.class);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("drover " + String.join(" ", arguments) + " does not end", e);
        }
    }

    private String answer() {
        return answers.lines().findFirst().orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }

    /** What the process does until its standard input ends. */
    public static void main(String[] none) throws IOException {
        PrintStream answers = System.out;
        InputStream in = System.in;
        BufferedReader requests = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            answers.println(JSON.writeValueAsString(run(JSON.readValue(line, Request.class))));
            answers.flush();
        }
        Runtime.getRuntime().halt(0); // a test whose process is gone asks for nothing
    }

    private static Result run(Request request) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        System.setIn(new ByteArrayInputStream(request.input().getBytes(StandardCharsets.UTF_8)));
        System.setOut(new PrintStream(out, true, Charset.defaultCharset()));
        System.setErr(new PrintStream(err, true, Charset.defaultCharset()));
        int exit = DroverCommand.execute(request.arguments().toArray(new String[0]));
        System.out.flush();
        System.err.flush();
        return new Result(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
