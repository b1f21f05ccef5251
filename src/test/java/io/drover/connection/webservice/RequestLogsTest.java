package io.drover.connection.webservice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which logs of requests are kept. */
class RequestLogsTest {
    @TempDir
    private Path files;

    @Test
    void whatIsTooOldGoesThenTheOldestOfWhatIsTooMuch() throws IOException {
        RequestLogs logs = logs("3500");
        log("Poll", "20260101-000000-000-request.xml", 31);
        log("Poll", "20260102-000000-000-response.xml", 4);
        log("Poll", "20260102-000000-000-2-request.xml", 3);
        log("Other", "20260103-000000-000-response-2.xml", 2);
        log("Other", "20260103-000000-001-response.xml.part", 1);
        log("Other", "notes.txt", 400);

        logs.cleanUp();

        assertThat(names())
                .containsExactlyInAnyOrder(
                        "20260102-000000-000-2-request.xml",
                        "20260103-000000-000-response-2.xml",
                        "20260103-000000-001-response.xml.part",
                        "notes.txt");
    }

    @Test
    void requestsOfOneMomentHaveFilesOfTheirOwnAndSecretsAreHidden() throws IOException {
        RequestLogs logs = logs("1MB");
        for (int i = 0; i < 20; i++) {
            RequestLog log = logs.open("Poll", text -> text.replace("secret", "***"));
            log.request(("a secret " + i).getBytes(UTF_8));
            log.response().close();
            try (LogFile answer = log.response()) {
                answer.write("another sec".getBytes(UTF_8), 0, 11);
                answer.write("ret".getBytes(UTF_8), 0, 3);
            }
        }

        assertThat(names()).hasSize(60).doesNotHaveDuplicates();
        try (Stream<Path> all = Files.list(files.resolve("Log/Poll"))) {
            assertThat(all).allSatisfy(file -> assertThat(file).content().doesNotContain("secret"));
        }
    }

    private RequestLogs logs(String size) {
        return new RequestLogs(
                Settings.of(Map.of("drover.files", files.toString(), "drover.log.requests.max-size", size)));
    }

    private void log(String task, String name, int daysAgo) throws IOException {
        Path file = Files.createDirectories(files.resolve("Log").resolve(task)).resolve(name);
        Files.write(file, new byte[1000]);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofDays(daysAgo))));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> all = Files.walk(files.resolve("Log"))) {
            return all.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .toList();
        }
    }
}
