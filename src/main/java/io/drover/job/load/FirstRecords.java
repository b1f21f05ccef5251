package io.drover.job.load;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import java.io.IOException;
import java.util.List;

/** The first records of a source. */
public final class FirstRecords implements RecordReader {
    private final RecordReader reader;
    private long left;
    private volatile boolean cut;

    public FirstRecords(RecordReader reader, long most) {
        this.reader = reader;
        this.left = most;
    }

    @Override
    public RecordBatch next() throws IOException {
        RecordBatch batch = reader.next();
        if (batch == null || batch.records().size() <= left) {
            left -= batch == null ? 0 : batch.records().size();
            return batch;
        }
        cut = true;
        if (left == 0) {
            return null;
        }
        RecordBatch part =
                new RecordBatch(batch.table(), batch.file(), batch.records().subList(0, (int) left));
        left = 0;
        return part;
    }

    /** Whether there were more. */
    public boolean isCut() {
        return cut;
    }

    @Override
    public void written() throws IOException {
        reader.written();
    }

    @Override
    public List<String> remarks() {
        return cut ? List.of() : reader.remarks();
    }

    @Override
    public void cancel() {
        reader.cancel();
    }

    @Override
    public void abort() {
        reader.abort();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
