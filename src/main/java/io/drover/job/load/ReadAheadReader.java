package io.drover.job.load;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Reads in a thread of its own, a few batches ahead. */
public final class ReadAheadReader implements RecordReader {
    private final RecordReader reader;
    private final ReadAheadBuffer<RecordBatch> ahead;

    public ReadAheadReader(RecordReader reader, String name) {
        this.reader = reader;
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
    public Map<String, String> watermarks() {
        return reader.watermarks();
    }

    @Override
    public void written() throws IOException {
        reader.written();
    }

    @Override
    public void committed() throws IOException {
        reader.committed();
    }

    @Override
    public List<String> remarks() {
        return reader.remarks();
    }

    @Override
    public void cancel() {
        ahead.stop();
        reader.cancel();
    }

    @Override
    public void abort() {
        reader.abort();
    }

    @Override
    public void close() throws IOException {
        ahead.close();
        reader.close();
    }
}
