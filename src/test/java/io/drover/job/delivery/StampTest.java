package io.drover.job.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether somebody has written to a delivery that a job reads, and what. */
class StampTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("a.csv"), "Id\n1\n");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-01T12:00:00Z")));
    }

    @Test
    void whatNobodyWroteToIsTheSame() throws IOException {
        Stamp stamp = Stamp.of(file);
        assertThat(stamp.change(file)).isEmpty();
        assertThat(stamp.isOf(file)).isTrue();
        assertThatCode(() -> stamp.requireSame(file)).doesNotThrowAnyException();
    }

    @Test
    void sizesAreCounted() throws IOException {
        Stamp stamp = Stamp.of(file);
        Files.writeString(file, "Id\n1\n2");
        assertThat(stamp.change(file)).hasValue("a.csv has 1 byte more");
        assertThatThrownBy(() -> stamp.requireSame(file)).isInstanceOf(DeliveryChangedException.class);
        Files.writeString(file, "Id\n");
        assertThat(stamp.change(file)).hasValue("a.csv has 2 bytes less");
        assertThat(stamp.isOf(file)).isTrue();
    }

    @Test
    void aTimeOrAnotherFileIsAChange() throws IOException {
        Stamp stamp = Stamp.of(file);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-03-01T12:00:01Z")));
        assertThat(stamp.change(file)).hasValue("a.csv was written to");

        Path other = Files.writeString(folder.resolve("b.csv"), "Id\n1\n");
        Files.delete(file);
        assertThat(stamp.isOf(file)).isFalse();
        assertThat(stamp.change(file)).hasValue("a.csv is gone");
        Files.move(other, file);
        assertThat(stamp.isOf(file)).isFalse();
        assertThat(stamp.change(file)).hasValue("another file took the place of a.csv");
    }

    @Test
    void theFilesOfAFolderAreCompared() throws IOException {
        Stamp stamp = Stamp.of(folder);
        assertThat(stamp.change(folder)).isEmpty();

        Path added = Files.writeString(folder.resolve("b.csv"), "Id\n2\n");
        assertThat(stamp.change(folder)).hasValue("b.csv was added");
        Files.delete(added);
        assertThat(stamp.change(folder)).isEmpty();
        Files.delete(file);
        assertThat(stamp.change(folder)).hasValue("a.csv is gone");
    }
}
