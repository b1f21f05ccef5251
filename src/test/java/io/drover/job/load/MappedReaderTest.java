package io.drover.job.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.ReadingThread;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A reading that is cancelled while the reader is at work: an archive that inflates for minutes before it gives a record. */
@Timeout(60)
class MappedReaderTest {
    private final CountDownLatch reading = new CountDownLatch(1);
    private volatile boolean cancelled;

    /** Reads on and on and finds no record. */
    private final class Endless implements RecordReader {
        @Override
        public RecordBatch next() throws IOException {
            while (true) {
                reading.countDown();
                ReadingThread.check();
                Thread.onSpinWait();
            }
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        @Override
        public void close() {}
    }

    @Test
    void endsWhatIsReadAtThatMoment() throws Exception {
        try (MappedReader mapped = MappedReader.ahead(new Endless(), table -> List.of(), "endless")) {
            reading.await();
            mapped.cancel();
            assertThatThrownBy(mapped::next).isInstanceOf(IOException.class).hasMessage("the reading was ended");
        }
        assertThat(cancelled).as("the reader is told too").isTrue();
    }

    @Test
    void closingDoesNotWaitForTheEndOfTheFile() throws Exception {
        MappedReader mapped = MappedReader.ahead(new Endless(), table -> List.of(), "endless");
        reading.await();
        mapped.close();
    }

    /** What runs ahead of a change of format, or of a listing, is cancelled by its own thread. */
    @Test
    void aReaderThatRunsAheadEndsToo() throws Exception {
        try (RecordReader ahead = new ReadAheadReader(new Endless(), "endless")) {
            reading.await();
            ahead.cancel();
            assertThatThrownBy(ahead::next).isInstanceOf(IOException.class).hasMessage("the reading was ended");
        }
    }
}
