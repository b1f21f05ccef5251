package io.drover.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the umask is (here 022), nobody else reads the database, keys, log and lock. */
class DataRightsTest {
    @TempDir
    private Path folder;

    @Test
    void nobodyElseReadsWhatDroverKeeps() throws Exception {
        try (Installation home = new Installation(folder)) {
            home.withFile("data/older/copy.zip", "made by an older version");
            Files.setPosixFilePermissions(home.data(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(
                    home.data().resolve("older/copy.zip"), PosixFilePermissions.fromString("rw-r--r--"));
            home.application("dealers");

            DroverProcess drover = home.start();

            await().untilAsserted(() -> assertThat(rights(home.data()))
                    .containsKeys("drover.mv.db", "lock", "node-id", "log/drover.log", "older/copy.zip")
                    .containsEntry("", "rwx------")
                    .allSatisfy((name, rights) -> assertThat(rights).as(name).endsWith("------")));

            drover.terminate();
            drover.exitCode(Duration.ofSeconds(60));

            assertThat(rights(home.data()))
                    .allSatisfy((name, rights) -> assertThat(rights).as(name).endsWith("------"));
        }
    }

    private static Map<String, String> rights(Path data) throws IOException {
        Map<String, String> rights = new TreeMap<>();
        try (Stream<Path> all = Files.walk(data, 2)) {
            for (Path path : all.toList()) {
                rights.put(
                        data.relativize(path).toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        }
        return rights;
    }
}
