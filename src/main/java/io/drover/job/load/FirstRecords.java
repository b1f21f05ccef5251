package io.drover.job.load;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.forward.ForwardingReader;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The first records of a source, which is not told of them: it gives them again the next time. */
public final class FirstRecords extends ForwardingReader {
    private long left;
    private volatile boolean cut;

    public FirstRecords(RecordReader reader, long most) {
        super(reader);
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
    public Map<String, String> watermarks() {
        return Map.of();
    }

    @Override
    public List<String> marked(String table) {
        return List.of();
    }

    @Override
    public void committed() {
        // what the source would note of all its records is undone when it is closed
    }

    @Override
    public List<String> remarks() {
        return cut ? List.of() : super.remarks();
    }
}
