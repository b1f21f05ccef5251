package io.drover.cli.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.settings.library.Libraries;
import io.drover.testing.TestServer;
import io.drover.testing.Unpacked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code drover connectors}, as it is unpacked. Maven is a script here that notes the project it was given and copies what a repository would
 * have: the network is no part of a test.
 */
class ConnectorsTest {
    private static final String MAVEN =
            """
            #!/bin/sh
            for argument; do case $argument in -DoutputDirectory=*) to=${argument#*=} ;; *pom.xml) pom=$argument ;; esac; done
            cp "$pom" "%1$s/asked.xml"
            [ -f "%1$s/repository/camel-mongodb-4.18.0.jar" ] || {
                echo "[ERROR] Failed to execute goal on project connectors: Could not resolve dependencies for project \
            io.drover:connectors:pom:1: Could not find artifact org.apache.camel:camel-mongodb:jar:4.18.0 in central -> [Help 1]"
                exit 1
            }
            cp "%1$s/repository/"*.jar "$to"
            """;

    @TempDir
    private static Path shared;

    private static Unpacked program;

    @TempDir
    private Path folder;

    private Path home;

    @BeforeAll
    static void unpack() throws Exception {
        program = Unpacked.into(shared);
    }

    @BeforeEach
    void putMavenThere() throws IOException {
        Path maven = Files.createDirectories(folder.resolve("maven/bin")).resolve("mvn");
        Files.writeString(maven, MAVEN.formatted(folder));
        assertThat(maven.toFile().setExecutable(true)).isTrue();
        Files.createDirectories(folder.resolve("repository"));
        home = Files.createDirectories(folder.resolve("home"));
    }

    private record Result(int exit, String out, String err) {}

    /** {@code drover connectors}. */
    private Result connectors(String maven, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("connectors"));
        command.addAll(List.of(arguments));
        return drover(maven, command.toArray(String[]::new));
    }

    private Result drover(String maven, String... arguments) throws Exception {
        int exit = process(maven, "", arguments).waitFor();
        return new Result(exit, Files.readString(folder.resolve("out")), Files.readString(folder.resolve("err")));
    }

    private Process begin(String command) throws Exception {
        return process("", command + ".", command);
    }

    private Process process(String maven, String name, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of(program.folder().resolve("bin/drover").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve(name + "out").toFile())
                .redirectError(folder.resolve(name + "err").toFile());
        builder.environment()
                .putAll(Map.of(
                        "DROVER_HOME", home.toString(), "MAVEN_HOME", maven, "JAVA_OPTS", "-XX:TieredStopAtLevel=1"));
        builder.environment().put("PATH", tools());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    /** What the script needs, and no Maven that this machine may have. */
    private String tools() throws IOException {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        for (String tool : List.of("dirname", "readlink", "cp")) {
            Path link = tools.resolve(tool);
            if (!Files.exists(link)) {
                Files.copy(Path.of("/usr/bin", tool), link);
            }
        }
        return tools.toString();
    }

    @Test
    void aConnectorIsAddedListedAndOnTheClassPathAndOnlyWhatDroverHasNotGot() throws Exception {
        String maven = folder.resolve("maven").toString();

        Result failed = connectors(maven, "add", "mongodb");
        assertThat(failed.exit()).isEqualTo(1);
        assertThat(failed.err())
                .isEqualTo(
                        "drover: nothing was changed: Could not find artifact org.apache.camel:camel-mongodb:jar:4.18.0 in central\n");
        assertThat(home.resolve("lib")).isEmptyDirectory();

        Path library = library("x/Library", "camel-mongodb-4.18.0.jar");
        Files.copy(library, library.resolveSibling("slf4j-api-1.7.36.jar"));
        Result added = connectors(maven, "add", "mongodb");
        assertThat(added.err()).isEqualTo("Restart Drover: jars are read when it starts\n");
        assertThat(added.out()).isEqualTo("1 jars in lib/connectors for camel-mongodb\n");
        assertThat(Files.readString(folder.resolve("asked.xml")))
                .containsPattern("camel-bom</artifactId><version>\\d+\\.\\d+\\.\\d+</version><type>pom</type>")
                .containsPattern("netty-bom</artifactId><version>4\\.1\\.\\d+")
                .contains("<artifactId>camel-mongodb</artifactId>");

        Files.createDirectories(home.resolve("lib/ext"));
        Files.copy(library, home.resolve("lib/ext/slf4j-api-1.7.36.jar"));
        Result listed = connectors(maven);
        assertThat(listed.exit()).isEqualTo(1);
        assertThat(listed.out())
                .startsWith(
                        "Connectors: camel-mongodb\n  lib/connectors/camel-mongodb-4.18.0.jar\n  lib/ext/slf4j-api-1.7.36.jar\n")
                .contains(
                        "WARNING  lib/ext/slf4j-api-1.7.36.jar is beside slf4j-api 2.",
                        "-> remove lib/ext/slf4j-api-1.7.36.jar");
    }

    private Path library(String content, String name) throws IOException {
        Path jar = folder.resolve("repository").resolve(name);
        try (var out = new java.util.jar.JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new java.util.jar.JarEntry(content));
        }
        return jar;
    }

    @Test
    void aStartAndTheDoctorSayWhatWasAddedAndWhatDoesNotGoWithDrover() throws Exception {
        TestServer installation = new TestServer(home);
        String settings = installation.settingsMap().entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
        Files.writeString(home.resolve("application.properties"), settings);
        Files.createDirectories(home.resolve("Files"));
        Path ext = Files.createDirectories(home.resolve("lib/ext"));
        Path connectors = Files.createDirectories(home.resolve("lib/connectors"));
        Path library = library("x/Library", "orders-1.0.jar");
        Files.copy(library, ext.resolve("orders-1.0.jar"));
        Files.copy(library, ext.resolve("slf4j-api-1.7.36.jar"));
        Files.copy(library, connectors.resolve("camel-mongodb-4.17.0.jar"));
        Files.writeString(ext.resolve("half-1.0.jar"), "PK");

        Process server = begin("run");
        try {
            await().until(() -> Files.readString(folder.resolve("run.err")).contains(" is ready "));
            Files.copy(library, ext.resolve("later-1.0.jar"));

            assertThat(Files.readString(folder.resolve("run.err")))
                    .contains("with 4 added jars: camel-mongodb 4.17.0, half 1.0, orders 1.0, slf4j-api 1.7.36")
                    .containsPattern(
                            "WARN .*lib/ext/slf4j-api-1.7.36.jar is beside slf4j-api 2\\.\\S+, which is part of Drover and is"
                                    + " used first; what to do: remove lib/ext/slf4j-api-1.7.36.jar")
                    .containsPattern(
                            "WARN .*lib/connectors/camel-mongodb-4.17.0.jar is of another version than camel-\\S+ 4.18.0, which"
                                    + " is part of Drover; what to do: put camel-mongodb 4.18.0 in its place: drover connectors update")
                    .containsPattern(
                            "WARN .*lib/ext/half-1.0.jar is no jar, or was not copied whole: .*; what to do: copy it anew")
                    .doesNotContain("orders-1.0.jar");
            assertThat(drover("", "doctor").out())
                    .containsPattern("WARNING +libraries: lib/ext/slf4j-api-1.7.36.jar is beside slf4j-api")
                    .contains(
                            "-> remove lib/ext/slf4j-api-1.7.36.jar",
                            "lib/connectors/camel-mongodb-4.17.0.jar is of another version",
                            "lib/ext/half-1.0.jar is no jar",
                            "jars have come after the start, and are not used yet: lib/ext/later-1.0.jar",
                            "-> restart Drover");
        } finally {
            server.destroy();
            server.waitFor();
        }
        for (String wrong : List.of(
                "lib/ext/slf4j-api-1.7.36.jar", "lib/ext/half-1.0.jar", "lib/connectors/camel-mongodb-4.17.0.jar")) {
            Files.delete(home.resolve(wrong));
        }
        assertThat(drover("", "doctor").out()).contains("the jars that were added go with Drover's");
    }

    @Test
    void withoutMavenTheJarsAreNamedWithTheirAddresses() throws Exception {
        Path noMaven = Files.createDirectories(folder.resolve("none"));
        Result known = connectors(noMaven.toString(), "add", "camel-mongodb");
        assertThat(known.exit()).isEqualTo(1);
        assertThat(known.out()).contains("https://repo1.maven.org/maven2/org/apache/camel/camel-mongodb/");
        assertThat(known.err()).contains("There is no Maven here");
    }

    @Test
    void theKnownListsGoWithDroversPartsAndHoldNoneOfThem() {
        Libraries libraries = Libraries.ofThisProcess();
        assertThat(KnownJars.connectors()).contains("camel-kafka", "camel-jms", "camel-aws2-s3", "camel-mongodb");
        for (String connector : KnownJars.connectors()) {
            for (Coordinates jar : KnownJars.of(Coordinates.parse(connector)).orElseThrow()) {
                String version = jar.group().startsWith("org.apache.camel")
                        ? "camel-api"
                        : jar.group().equals("io.netty") && !jar.artifact().contains("tcnative")
                                ? "netty-common"
                                : jar.group().equals("org.springframework") ? "spring-core" : null;
                if (version != null) {
                    assertThat(jar.version())
                            .as("%s of %s", jar, connector)
                            .isEqualTo(libraries.version(version).orElseThrow());
                }
            }
        }
    }

    /** The connectors that tests run against real servers have what the command brings, and none of Drover's own parts. */
    @Test
    void whatIsTestedIsWhatIsAdded() {
        for (String connector :
                List.of("camel-jms", "org.apache.activemq:artemis-jakarta-client:2.44.0", "camel-kafka")) {
            assertThat(KnownJars.of(Coordinates.parse(connector)).orElseThrow())
                    .as(connector)
                    .extracting(jar -> jar.artifact() + "-" + jar.version() + ".jar")
                    .allMatch(jar -> System.getProperty("java.class.path").contains("/" + jar))
                    .noneMatch(jar -> jar.startsWith("camel-spring-4"));
        }
    }

    @Test
    void namesAndAddresses() {
        assertThat(Coordinates.parse("kafka"))
                .isEqualTo(Coordinates.parse("camel-kafka"))
                .isEqualTo(Coordinates.parse("org.apache.camel:camel-kafka"));
        assertThat(Coordinates.parse("com.example:driver:1.0")).hasToString("com.example:driver:1.0");
        assertThatThrownBy(() -> Coordinates.parse("com.example:driver")).hasMessageContaining("has no version");
        assertThatThrownBy(() -> Coordinates.parse("a b")).hasMessageContaining("is no connector");
        assertThat(KnownJars.address(Coordinates.parse("com.example:driver:1.0")))
                .isEqualTo("https://repo1.maven.org/maven2/com/example/driver/1.0/driver-1.0.jar");
    }
}
