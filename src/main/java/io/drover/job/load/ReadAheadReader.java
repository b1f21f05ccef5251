package io.drover.job.load;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.forward.ForwardingReader;
import java.io.IOException;
import java.sql.SQLException;

/** Reads in a thread of its own, a few batches ahead. */
public final class ReadAheadReader extends ForwardingReader {
    private final ReadAheadBuffer<RecordBatch> ahead;

    public ReadAheadReader(RecordReader reader, String name) {
        super(reader);
        this.ahead = new ReadAheadBuffer<>(reader::next, RecordBatch::weight, "read " + name);
    }

    @Override
    public RecordBatch next() throws IOException {
        try {
            return ahead.next();
        } catch (SQLException e) {
            throw new IllegalStateException("readers do not throw it", e);
        }
    }

    @Override
    public void cancel() {
        ahead.stop();
        super.cancel();
    }

    @Override
    public void close() throws IOException {
        ahead.close();
        super.close();
    }
}
