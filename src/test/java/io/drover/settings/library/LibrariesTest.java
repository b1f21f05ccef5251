package io.drover.settings.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jars that an installation adds and that do not go with the others are found, before a class of them fails. */
class LibrariesTest {
    private static final List<String> SHIPPED = List.of(
            "camel-api-4.18.0",
            "jackson-databind-2.21.8",
            "jackson-annotations-2.21",
            "netty-common-4.1.140.Final",
            "slf4j-api-2.0.20",
            "logback-classic-1.5.38",
            "groovy-4.0.30");

    @TempDir
    private Path home;

    private List<LibraryProblem> problems(String... added) throws IOException {
        List<Jar> all = new ArrayList<>();
        for (String name : SHIPPED) {
            all.add(jar("program/lib/" + name + ".jar"));
        }
        for (String name : added) {
            all.add(jar("lib/" + name + ".jar"));
        }
        return new Libraries(all, all.stream().filter(Jar::added).toList()).problems();
    }

    private Jar jar(String name) throws IOException {
        Path file = home.resolve(name);
        Files.createDirectories(file.getParent());
        try (OutputStream bytes = Files.newOutputStream(file);
                JarOutputStream out = new JarOutputStream(bytes)) {
            out.putNextEntry(new JarEntry("x"));
        }
        return Jar.of(file);
    }

    @Test
    void whatGoesTogetherIsNoProblem() throws IOException {
        assertThat(problems(
                        "connectors/camel-kafka-4.18.0",
                        "connectors/kafka-clients-3.9.1",
                        "connectors/netty-handler-4.1.140.Final",
                        "connectors/netty-tcnative-classes-2.0.75.Final",
                        "connectors/jackson-dataformat-cbor-2.21.8",
                        "ext/orders-1.0",
                        "ext/orders-extra",
                        "ext/spring-boot-4.0.0"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ext/jackson-annotations-2.19.4 | is beside jackson-annotations 2.21, which is part of Drover and is used first"
                        + " | remove lib/ext/jackson-annotations-2.19.4.jar",
                "ext/groovy-5.0.0 | is beside groovy 4.0.30, which is part of Drover and is used first | remove lib/ext/groovy-5.0.0.jar",
                "ext/groovy-4.0.30 | is there twice: groovy 4.0.30, which is part of Drover | remove lib/ext/groovy-4.0.30.jar",
                "ext/netty-codec-mqtt-4.1.118.Final | is of another version than netty-common 4.1.140.Final, which is part of Drover"
                        + " | put netty-codec-mqtt 4.1.140.Final in its place",
                "connectors/camel-kafka-4.17.0 | is of another version than camel-api 4.18.0, which is part of Drover"
                        + " | put camel-kafka 4.18.0 in its place: drover connectors update",
                "ext/jackson-dataformat-avro-2.19.0 | is of another version than | put jackson-dataformat-avro 2.21",
                "ext/slf4j-simple-2.0.20 | is a second log beside Logback, which Drover writes by | remove lib/ext/slf4j-simple-2.0.20.jar",
            })
    void whatDoesNotIsNamedWithWhatToDo(String added, String found, String toDo) throws IOException {
        assertThat(problems(added)).singleElement().satisfies(problem -> {
            assertThat(problem.found()).startsWith("lib/" + added).contains(found);
            assertThat(problem.toDo()).startsWith(toDo);
        });
    }

    @Test
    void twoVersionsAmongTheAddedOnesAreFoundToo() throws IOException {
        assertThat(problems("connectors/kafka-clients-3.9.1", "ext/kafka-clients-3.4.0"))
                .containsExactly(new LibraryProblem(
                        "lib/ext/kafka-clients-3.4.0.jar is beside kafka-clients 3.9.1, which is in"
                                + " lib/connectors/kafka-clients-3.9.1.jar and is used first",
                        "remove lib/ext/kafka-clients-3.4.0.jar"));
        assertThat(problems("ext/vertx-core-5.0.0", "ext/vertx-web-4.5.0"))
                .extracting(LibraryProblem::found)
                .containsExactly(
                        "lib/ext/vertx-web-4.5.0.jar is of another version than vertx-core 5.0.0 in lib/ext/vertx-core-5.0.0.jar");
    }

    @Test
    void whatWasNotCopiedWholeAndWhatCameAfterTheStart() throws IOException {
        Jar started = jar("lib/ext/orders-1.0.jar");
        Jar later = jar("lib/ext/stock-1.0.jar");
        Path half = Files.writeString(home.resolve("lib/ext/half-1.0.jar"), "PK");

        assertThat(new Libraries(List.of(started, Jar.of(half)), List.of(started, later, Jar.of(half))).problems())
                .satisfiesExactly(
                        problem -> assertThat(problem.found())
                                .startsWith("lib/ext/half-1.0.jar is no jar, or was not copied whole"),
                        problem -> assertThat(problem)
                                .isEqualTo(new LibraryProblem(
                                        "jars have come after the start, and are not used yet: lib/ext/stock-1.0.jar",
                                        "restart Drover")));
    }

    @Test
    void droversOwnPartsGoTogether() {
        List<Jar> own = Stream.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator, -1))
                .filter(entry -> entry.endsWith(".jar"))
                .map(Path::of)
                .map(Jar::of)
                .toList();
        assertThat(new Libraries(own, List.of()).problems()).isEmpty();
    }
}
