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
    FLOOR("floor"),
    DROVER("Drover"),
    SPRING_BATCH("Spring Batch"),
    CAMEL("Camel");

    static final String HEAP = "-Xmx256m";
    /** What bin/drover takes, and no worse for the others. */
    static final String COLLECTOR = "-XX:+UseSerialGC";

    private final String title;

    Side(String title) {
        this.title = title;
    }

    /** Loads a file and returns what the side reported. */
    Outcome load(Database database, Path file) throws IOException, InterruptedException {
        return run(importer(database), database, file);
    }

    /** Writes the table to a file and returns what the side reported. */
    Outcome export(Database database, Path file) throws IOException, InterruptedException {
        return run(exporter(), database, file);
    }

    private Outcome run(String main, Database database, Path file) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                COLLECTOR,
                "-cp",
                System.getProperty("java.class.path")
                        + (this == SPRING_BATCH ? ":" + System.getProperty("peers") : "")));
        String logging = System.getProperty("logback.configurationFile");
        if (logging != null) {
            command.add("-Dlogback.configurationFile=" + logging);
        }
        command.add(main);
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

    private String importer(Database database) {
        return switch (this) {
            case FLOOR -> database.floor().getName();
            case DROVER -> DroverImport.class.getName();
            case SPRING_BATCH -> "io.drover.bench.SpringBatchImport"; // compiled apart: bench/peers
            case CAMEL -> CamelImport.class.getName();
        };
    }

    private String exporter() {
        return switch (this) {
            case FLOOR -> ExportFloor.class.getName();
            case DROVER -> DroverExport.class.getName();
            case SPRING_BATCH -> "io.drover.bench.SpringBatchExport";
            case CAMEL -> throw new BenchException("there is no export by Camel");
        };
    }

    @Override
    public String toString() {
        return title;
    }
}
