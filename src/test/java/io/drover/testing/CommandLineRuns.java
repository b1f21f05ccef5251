package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.security.token.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The command line as a person or a script sees it, in a folder with an application.properties. Commands run in one process
 * ({@link CommandShell}), or each as one of its own where that is what the test is about.
 */
public final class CommandLineRuns implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private CommandShell shell;

    /** What a command did. */
    public record Result(int exit, String out, String err) {
        /** What it printed, which must be JSON and all it said. */
        public JsonNode json() throws IOException {
            assertThat(err).isEmpty();
            return JSON.readTree(out);
        }
    }

    /** Commands in the folder of a server, with its settings. */
    public CommandLineRuns(TestServer installation) throws IOException {
        this.home = installation.home();
        writeSettings(installation);
        MigratedDatabase.prepare(installation.settings());
        TestKeys.prepare(installation.settings());
    }

    static void writeSettings(TestServer installation) throws IOException {
        Path home = installation.home();
        String properties = installation.settingsMap().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue().replace(home + "/", ""))
                .collect(Collectors.joining("\n"));
        Files.writeString(home.resolve("application.properties"), properties);
    }

    /** Sets an environment variable for the commands that follow. */
    public CommandLineRuns withEnvironment(String name, String value) {
        close();
        environment.put(name, value);
        return this;
    }

    /** What the commands that follow read from standard input. */
    public CommandLineRuns withInput(String text) {
        input = text;
        return this;
    }

    /** {@code drover ARGUMENTS}, in the process that all these commands share. */
    public synchronized Result drover(String... arguments) throws IOException, InterruptedException {
        if (shell == null) {
            shell = new CommandShell(home, environment);
        }
        return shell.run(input, arguments);
    }

    /** {@code drover ARGUMENTS}, as a process of its own. */
    public Result process(String... arguments) throws IOException, InterruptedException {
        return process(List.of(), arguments);
    }

    /** As {@link #process(String...)}, with options of the JVM. */
    public Result process(List<String> options, String... arguments) throws IOException, InterruptedException {
        List<String> command = DroverJava.command(options);
        command.addAll(List.of(arguments));
        Path out = home.resolve("stdout");
        Path err = home.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectInput(Files.writeString(home.resolve("stdin"), input).toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(TestSession.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("ends")
                .isTrue();
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Override
    public synchronized void close() {
        if (shell != null) {
            shell.close();
            shell = null;
        }
    }
}
