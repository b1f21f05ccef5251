package io.drover.queue.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** After a write that failed nothing is accepted until a probe could be written, and people are told why without paths. */
class DiskGuardTest {
    @TempDir
    private Path home;

    private DiskGuard guard(Path folder) {
        return new DiskGuard(Settings.of(Map.of("drover.min-free-disk", "1 MB")), folder);
    }

    @Test
    void saysWhatIsWrongForAsLongAsNoProbeCanBeWritten() throws IOException {
        DiskGuard guard = guard(Files.createFile(home.resolve("no folder")));
        assertThat(guard.failing()).isEmpty();

        guard.failed(new IOException("No space left on device"));
        assertThat(guard.failing().orElseThrow()).contains("(the disk is full)");
        assertThatThrownBy(guard::require).isInstanceOf(QueueException.class).hasMessageContaining("the disk is full");

        guard.failed(new AccessDeniedException("/secret/path"));
        assertThat(guard.failing().orElseThrow())
                .contains("(AccessDeniedException)")
                .doesNotContain("secret");
    }

    @Test
    void acceptsAtOnceWhenTheProbeWorksAndLeavesNothingOfIt() {
        DiskGuard guard = guard(home);
        guard.failed(new IOException("once"));

        assertThat(guard.failing()).isEmpty();
        assertThat(home).isEmptyDirectory();
        assertThat(guard.trouble()).isEmpty();
    }
}
