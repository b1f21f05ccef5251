package io.drover.settings.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a Logback file of somebody's own, secrets are hidden all the same, and the log file is there. */
class OwnLogbackTest {
    @TempDir
    private Path folder;

    /** What runs in a process of its own, as Logback reads its file once. */
    public static final class Program {
        private Program() {}

        public static void main(String[] args) {
            io.drover.settings.secrets.Secrets.addNamed("my.password", "s3cr3t-of-mine");
            OwnLogback.complete();
            OwnLogback.complete(); // does nothing more
            org.slf4j.LoggerFactory.getLogger("any").info("the word is s3cr3t-of-mine");
        }
    }

    @Test
    void secretsAreHiddenAndTheLogFileIsThere() throws Exception {
        Path file = Files.writeString(
                folder.resolve("mine.xml"),
                """
                <configuration>
                  <appender name="mine" class="ch.qos.logback.core.ConsoleAppender">
                    <encoder><pattern>MINE %msg%n</pattern></encoder>
                  </appender>
                  <appender name="later" class="ch.qos.logback.classic.AsyncAppender"><appender-ref ref="mine"/></appender>
                  <root level="INFO"><appender-ref ref="mine"/></root>
                </configuration>
                """);
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dlogback.configurationFile=" + file,
                        "-Ddrover.log=" + folder.resolve("log"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Program.class.getName()))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("MINE the word is ").doesNotContain("s3cr3t-of-mine");
        assertThat(Files.readString(folder.resolve("log").resolve("drover.log")))
                .containsOnlyOnce("the word is ")
                .doesNotContain("s3cr3t-of-mine");
    }
}
