package io.drover.testing.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The jars of a server that tests talk to. Maven fetches them once for a checkout, into {@code target/servers}: they are on the class path
 * of that server's process alone, so their versions meet neither Drover's nor those of other tests.
 */
final class ServerJars {
    private static final Path SERVERS = Path.of("target/servers").toAbsolutePath();

    private ServerJars() {}

    /**
     * The class path of a server.
     *
     * @param artifact GROUP:ARTIFACT:VERSION
     */
    static String classPath(String artifact) throws IOException, InterruptedException {
        String[] names = artifact.split(":");
        Path folder = Files.createDirectories(SERVERS).resolve(names[1] + "-" + names[2]);
        try (FileChannel file = FileChannel.open(
                        SERVERS.resolve(names[1] + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.lock()) {
            assertThat(lock.isValid()).isTrue();
            if (!Files.exists(folder)) {
                Path part = Files.createDirectories(SERVERS.resolve(names[1] + ".part"));
                Path pom = Files.writeString(part.resolve("pom.xml"), pom(names));
                // What the build has fetched before needs no network
                if (!copy(pom, "-o")) {
                    assertThat(copy(pom, "-U"))
                            .as("Maven has copied " + artifact + "; it said: " + said(pom))
                            .isTrue();
                }
                Files.move(part, folder);
            }
        }
        return folder.resolve("*").toString();
    }

    private static String pom(String... names) {
        return """
                <project xmlns="http://maven.apache.org/POM/4.0.0">
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>io.drover.test</groupId><artifactId>server</artifactId><version>1</version><packaging>pom</packaging>
                  <dependencies>
                    <dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>
                  </dependencies>
                </project>
                """
                .formatted((Object[]) names);
    }

    private static boolean copy(Path pom, String option) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of(
                                "mvn",
                                "-B",
                                "-ntp",
                                "-q",
                                option,
                                "-f",
                                pom.toString(),
                                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies",
                                "-DincludeScope=runtime",
                                "-DoutputDirectory=" + pom.getParent()))
                        .redirectErrorStream(true)
                        .redirectOutput(pom.resolveSibling("mvn.log").toFile())
                        .start()
                        .waitFor()
                == 0;
    }

    private static String said(Path pom) throws IOException {
        return Files.readString(pom.resolveSibling("mvn.log"));
    }
}
