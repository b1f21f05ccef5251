package io.drover.provider.detect;

import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.format.RejectsWriter;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Rejects of a delivery whose format is looked up only when there is one. */
final class LateRejects implements RejectsWriter {
    private final Opener opener;
    private RejectsWriter opened;

    /** Opens the writer for the format that the delivery has. */
    interface Opener {
        RejectsWriter open() throws IOException;
    }

    LateRejects(Opener opener) {
        this.opener = opener;
    }

    private RejectsWriter opened() throws IOException {
        if (opened == null) {
            opened = opener.open();
        }
        return opened;
    }

    @Override
    public void add(SourceTable table, SourceRecord record, String reason) throws IOException {
        opened().add(table, record, reason);
    }

    @Override
    public void add(String inFile, SourceTable table, SourceRecord record, String reason) throws IOException {
        opened().add(inFile, table, record, reason);
    }

    @Override
    public String show(SourceTable table, SourceRecord record) {
        try {
            return opened().show(table, record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean finish() throws IOException {
        return opened != null && opened.finish();
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }
}
