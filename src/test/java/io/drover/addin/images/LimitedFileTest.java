package io.drover.addin.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LimitedFileTest {
    private static final int MOST = 10;

    @TempDir
    private Path folder;

    private LimitedFile take(int... buffers) {
        LimitedFile file = new LimitedFile(folder.resolve("file"), MOST, new AtomicBoolean());
        file.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                // all comes by itself
            }

            @Override
            public void cancel() {
                // nothing follows
            }
        });
        for (int bytes : buffers) {
            file.onNext(List.of(ByteBuffer.allocate(bytes)));
        }
        file.onComplete();
        return file;
    }

    @Test
    void aFileMayHaveAsMuchAsIsAllowedAndNoMore() {
        assertThat(take(4, 6).getBody().toCompletableFuture().join()).hasSize(MOST);
        assertThatThrownBy(() -> take(4, 7).getBody().toCompletableFuture().join())
                .hasMessageContaining("larger than 10 bytes");
    }
}
