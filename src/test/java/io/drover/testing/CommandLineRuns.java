package io.drover.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.security.TestKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The command line as a person or a script sees it: processes of their own, in a folder with an application.properties. */
public final class CommandLineRuns {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path home;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";

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
        environment.put(name, value);
        return this;
    }

    /** What the commands that follow read from standard input. */
    public CommandLineRuns withInput(String text) {
        input = text;
        return this;
    }

    /** {@code drover ARGUMENTS}. */
    public Result drover(String... arguments) throws IOException, InterruptedException {
        return drover(List.of(), arguments);
    }

    /** As {@link #drover(String...)}, with options of the JVM. */
    public Result drover(List<String> options, String... arguments) throws IOException, InterruptedException {
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
        assertThat(process.waitFor(60, TimeUnit.SECONDS))
                .as("ends within a minute")
                .isTrue();
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
