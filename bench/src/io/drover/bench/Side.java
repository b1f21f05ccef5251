package io.drover.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who loads. Each run is a JVM of its own, with the same options for both. */
enum Side {
    FLOOR,
    DROVER;

    static final String HEAP = "-Xmx256m";

    /** Loads a file and returns what the side reported. */
    Outcome load(Database database, Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-cp",
                System.getProperty("java.class.path")));
        String logging = System.getProperty("logback.configurationFile");
        if (logging != null) {
            command.add("-Dlogback.configurationFile=" + logging);
        }
        command.add((this == DROVER ? DroverImport.class : database.floor()).getName());
        command.addAll(List.of(database.url(), database.user(), file.toString()));

        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Outcome outcome = null;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Outcome parsed = Outcome.parse(line);
                outcome = parsed == null ? outcome : parsed;
            }
        } finally {
            process.waitFor();
        }
        if (process.exitValue() != 0 || outcome == null) {
            throw new BenchException(
                    "The side \"" + this + "\" failed (exit code " + process.exitValue() + "); its message is above");
        }
        return outcome;
    }

    @Override
    public String toString() {
        return this == FLOOR ? "floor" : "Drover";
    }
}
