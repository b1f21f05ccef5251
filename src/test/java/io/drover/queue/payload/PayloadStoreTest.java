package io.drover.queue.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.queue.payload.QueueException.Kind;
import io.drover.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Payloads are kept whole or not at all, under their hash, and refused when the disk cannot take them. */
class PayloadStoreTest {
    /** SHA-256 of "hello". */
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    @TempDir
    private Path data;

    private PayloadStore store(String minFree) {
        return new PayloadStore(Settings.of(Map.of("drover.data", data.toString(), "drover.min-free-disk", minFree)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void keepsContentUnderItsHash() throws IOException {
        Payload payload = store("1 MB").keep(bytes("hello"));

        assertThat(payload)
                .isEqualTo(new Payload(HELLO, 5, data.resolve("payload/2c/f2").resolve(HELLO)));
        assertThat(payload.path()).hasContent("hello");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(payload.path())))
                .isEqualTo("rw-------");
        assertThat(store("1 MB").find(HELLO)).isEqualTo(payload);
        assertThat(files()).containsExactly(payload.path());
    }

    @Test
    void keepsTheSameContentOnceAndDoesNotTrustWhatLiesThere() throws IOException {
        PayloadStore store = store("1 MB");
        Path torn = store.keep(bytes("hello")).path();
        Files.writeString(torn, "he");

        assertThat(store.keep(bytes("hello")).path()).isEqualTo(torn).hasContent("hello");
        assertThat(files()).containsExactly(torn);
    }

    @Test
    void takesAnUploadOver() throws IOException {
        PayloadStore store = store("1 MB");
        Path upload = Files.writeString(store.incoming(), "hello");

        assertThat(store.adopt(upload, HELLO, 5).path()).hasContent("hello");
        assertThat(upload).doesNotExist();
    }

    @Test
    void leavesNothingOfABodyThatBrokeOffOrIsTooLarge() throws IOException {
        PayloadStore store = store("1 MB");
        InputStream breaking = new InputStream() {
            private int left = 100_000;

            @Override
            public int read() {
                throw new UnsupportedOperationException();
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (left <= 0) {
                    throw new IOException("connection reset");
                }
                left -= length;
                return length;
            }
        };

        assertThatThrownBy(() -> store.keep(breaking)).hasMessage("connection reset");
        assertThatThrownBy(() -> store.keep(new ByteArrayInputStream(new byte[11]), 10))
                .isInstanceOfSatisfying(
                        QueueException.class, e -> assertThat(e.kind()).isEqualTo(Kind.INVALID));
        assertThat(files()).isEmpty();
        assertThat(store.trouble()).as("a client's fault is not the disk's").isEmpty();
        assertThat(store.keep(new ByteArrayInputStream(new byte[10]), 10).bytes())
                .as("exactly what is allowed")
                .isEqualTo(10);
    }

    @Test
    void refusesNewPayloadsWhenTheDiskIsNearlyFullAndGivesOutThoseThatItHas() throws IOException {
        store("1 MB").keep(bytes("hello"));
        PayloadStore full = store("100 %");

        assertThatThrownBy(() -> full.keep(bytes("more")))
                .isInstanceOfSatisfying(
                        QueueException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageContaining("nearly full")
                .hasMessageNotContaining(data.toString());
        Path upload = Files.write(data.resolve("upload"), bytes("more"));
        assertThatThrownBy(() -> full.adopt(upload, HELLO, 4)).isInstanceOf(QueueException.class);
        assertThat(full.trouble()).isPresent();
        assertThat(full.find(HELLO).bytes()).isEqualTo(5);
    }

    /** A file lies where the folder for the content would have to be: the write fails as it does on a broken disk. */
    @Test
    void refusesNewPayloadsAfterAFailedWriteUntilAProbeCouldBeWritten() throws IOException {
        PayloadStore store = store("1 MB");
        Path obstacle = data.resolve("payload/2c");
        Files.createDirectories(obstacle.getParent());
        Files.createFile(obstacle);
        Path probe = data.resolve("payload/incoming/probe");
        Files.createDirectories(probe.resolve("in the way"));

        assertThatThrownBy(() -> store.keep(bytes("hello"))).isInstanceOf(IOException.class);
        assertThat(store.trouble().orElseThrow())
                .contains("payloads cannot be written")
                .doesNotContain(data.toString());
        assertThatThrownBy(() -> store.keep(bytes("other")))
                .isInstanceOfSatisfying(
                        QueueException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));

        Files.delete(probe.resolve("in the way"));
        Files.delete(probe);
        Files.delete(obstacle);
        await().until(() -> store.trouble().isEmpty());
        assertThat(store.keep(bytes("hello")).path()).hasContent("hello");
    }

    @Test
    void keepsTheSameContentForManyAtOnce() throws Exception {
        PayloadStore store = store("1 MB");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<Payload>> kept = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                String content = "content " + i % 5;
                kept.add(threads.submit(() -> store.keep(bytes(content))));
            }
            for (int i = 0; i < kept.size(); i++) {
                assertThat(kept.get(i).get().path()).hasContent("content " + i % 5);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(files()).hasSize(5);
    }

    @Test
    void saysWhenAPayloadIsNotHere() {
        assertThatThrownBy(() -> store("1 MB").find(HELLO))
                .isInstanceOfSatisfying(
                        QueueException.class, e -> assertThat(e.kind()).isEqualTo(Kind.MISSING))
                .hasMessageContaining("not on this server");
        assertThatThrownBy(() -> store("1 MB").find("../../etc/passwd")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void removesNothingThatAnotherServerHasWrittenAnewMeanwhile() throws IOException {
        PayloadStore store = store("1 MB");
        Path payload = store.keep(bytes("hello")).path();
        Instant before = Instant.now().minusSeconds(60);
        Files.setLastModifiedTime(payload, FileTime.from(before.minusSeconds(60)));

        boolean removed = store.remove(HELLO, before, () -> {
            try {
                Files.move(Files.writeString(data.resolve("new"), "hello"), payload, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return true;
        });
        assertThat(removed).isFalse();
        assertThat(payload).hasContent("hello");

        Files.setLastModifiedTime(payload, FileTime.from(before.minusSeconds(60)));
        assertThat(store.remove(HELLO, before, () -> true)).isTrue();
        assertThat(files()).isEmpty();
    }

    @Test
    void readsHowMuchIsToStayFree() {
        assertThat(MinimumFreeSpace.of("").bytes(10L << 30)).isEqualTo(1L << 30);
        assertThat(MinimumFreeSpace.of("").bytes(100L << 30)).isEqualTo((100L << 30) / 100 * 5);
        assertThat(MinimumFreeSpace.of("500 MB").bytes(1)).isEqualTo(500L << 20);
        assertThat(MinimumFreeSpace.of("10%").bytes(1000)).isEqualTo(100);
        assertThatThrownBy(() -> MinimumFreeSpace.of("much"))
                .hasMessageContaining("drover.min-free-disk is 'much'; it is an amount such as 500 MB");
    }
}
