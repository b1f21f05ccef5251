package io.drover.cli.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The Maven of this machine, with its settings: repositories, mirrors and proxies are those of the person. */
final class Maven {
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

    private final Path program;

    private Maven(Path program) {
        this.program = program;
    }

    /** That of {@code MAVEN_HOME}, or on the path; none where there is none. */
    static Optional<Maven> find() {
        Stream<String> home = Stream.ofNullable(System.getenv("MAVEN_HOME")).map(folder -> folder + "/bin");
        Stream<String> path =
                Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator, -1));
        return Stream.concat(home, path)
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(Path.of(folder, "mvn"), Path.of(folder, "mvn.cmd")))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Maven::new);
    }

    /**
     * Copies what a project needs at run time into a folder.
     *
     * @throws IOException when something cannot be had; the message is Maven's first
     */
    void copy(Path pom, Path folder) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(List.of(
                        program.toString(),
                        "-B",
                        "-ntp",
                        "-q",
                        "-f",
                        pom.toAbsolutePath().toString(),
                        COPY,
                        "-DincludeScope=runtime",
                        "-DoutputDirectory=" + folder.toAbsolutePath()))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(reason(said));
        }
    }

    /** What concerns the person in what Maven says when it fails: what it could not get, and from where. */
    private static String reason(String said) {
        List<String> errors = said.lines()
                .filter(line -> line.contains("ERROR"))
                .map(line -> line.replaceFirst(".*?ERROR\\S*\\s*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
        return errors.stream()
                .filter(line -> line.contains("Could not resolve") || line.contains("is missing"))
                .map(line -> line.replaceFirst(".*connectors:pom:1:\\s*", "")
                        .replaceFirst(" -> \\[Help.*", "")
                        .replaceFirst(
                                "'dependencies.dependency.version' for (\\S+?):jar is missing.*", "Camel has no $1"))
                .findFirst()
                .or(() -> errors.stream().findFirst())
                .orElse(said.strip());
    }
}
