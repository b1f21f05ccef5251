package io.drover.provider.forward;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A reader that leaves all to another one, but for what its subclass does in another way. */
public abstract class ForwardingReader implements RecordReader {
    protected final RecordReader reader;

    protected ForwardingReader(RecordReader reader) {
        this.reader = reader;
    }

    @Override
    public RecordBatch next() throws IOException {
        return reader.next();
    }

    @Override
    public Map<String, String> watermarks() {
        return reader.watermarks();
    }

    @Override
    public List<String> marked(String table) {
        return reader.marked(table);
    }

    @Override
    public void wrote(String table, Collection<String[]> records) {
        reader.wrote(table, records);
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
        return reader.remarks();
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
