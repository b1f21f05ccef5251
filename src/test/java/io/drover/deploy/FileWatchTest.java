package io.drover.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a change of files is acted on: once they have settled, once, and until it could be acted on. */
class FileWatchTest {
    @TempDir
    private Path home;

    private Path job;
    private Path coming;
    private int asked;
    private boolean ready = true;
    private FileWatch watch;

    @BeforeEach
    void look() throws IOException {
        job = Files.writeString(home.resolve("job.xml"), "<job/>");
        coming = home.resolve("coming.xml");
        watch = new FileWatch(() -> List.of(job, coming), () -> {
            asked++;
            return ready;
        });
    }

    @Test
    void whatIsAsItWasIsNotActedOn() {
        assertThat(asked(3)).isZero();
    }

    @Test
    void aChangeIsActedOnOnceWhenASecondLookFindsNothingNew() throws IOException {
        Files.writeString(job, "<job name='half wri");
        assertThat(asked(1)).isZero();
        Files.writeString(job, "<job name='half written'/>");
        assertThat(asked(1)).isZero();
        assertThat(asked(1)).isEqualTo(1);
        assertThat(asked(3)).isEqualTo(1);
    }

    @Test
    void filesThatComeAndGoAreChanges() throws IOException {
        Files.writeString(coming, "<job/>");
        assertThat(asked(2)).isEqualTo(1);
        Files.delete(job);
        assertThat(asked(2)).isEqualTo(2);
    }

    @Test
    void whatCannotBeActedOnYetIsAskedForAgain() throws IOException {
        ready = false;
        Files.writeString(job, "<job name='other'/>");
        assertThat(asked(3)).isEqualTo(2);
        ready = true;
        assertThat(asked(3)).isEqualTo(3);
    }

    /** How often it has asked, after so many looks. */
    private int asked(int looks) {
        for (int i = 0; i < looks; i++) {
            watch.run();
        }
        return asked;
    }
}
