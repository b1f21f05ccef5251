package io.drover.provider.detect;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.format.Format;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The reader of a file whose format was detected, which it remarks. */
record DetectedReader(Format detected, RecordReader reader) implements RecordReader {
    @Override
    public RecordBatch next() throws IOException {
        return reader.next();
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
    public boolean awaitsCommit() {
        return reader.awaitsCommit();
    }

    @Override
    public void committed() throws IOException {
        reader.committed();
    }

    @Override
    public List<String> remarks() {
        return Stream.concat(Stream.of("detected " + detected.element()), reader.remarks().stream())
                .toList();
    }

    @Override
    public void cancel() {
        reader.cancel();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
