package io.drover.job.provider;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.file.DeliveryFiles;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.SourceFormat.Opener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads the files of a delivery one after the other. */
final class DeliveryReader implements RecordReader {
    private final DeliveryFiles delivery;
    private final Opener opener;
    private final boolean several;
    private final Iterator<DeliveryFile> files;
    private DeliveryFile file;
    private final List<String> remarks = new ArrayList<>();
    /** Readers at the end of their files. */
    private final List<RecordReader> awaiting = new ArrayList<>();

    private volatile RecordReader reader;

    /** @param zipsWhole whether a zip is a file, whatever it holds */
    DeliveryReader(Path delivery, boolean zipsWhole, Opener opener) throws IOException {
        this.delivery = DeliveryFiles.open(delivery, zipsWhole);
        this.opener = opener;
        this.several = this.delivery.files().size() > 1;
        this.files = this.delivery.files().iterator();
    }

    @Override
    public RecordBatch next() throws IOException {
        while (true) {
            if (reader == null) {
                if (!files.hasNext()) {
                    return null;
                }
                file = files.next();
            }
            RecordBatch batch = read();
            if (batch != null) {
                return several && batch.file() == null
                        ? new RecordBatch(batch.table(), file.name(), batch.records())
                        : batch;
            }
            reader.remarks().stream()
                    .map(remark -> several ? file.name() + ": " + remark : remark)
                    .forEach(remarks::add);
            if (reader.awaitsCommit()) {
                awaiting.add(reader);
            } else {
                reader.close();
            }
            reader = null;
        }
    }

    /** What is wrong is said with the name of the file where there are several. */
    private RecordBatch read() throws IOException {
        try {
            reader = reader == null ? opener.open(file) : reader;
            return reader.next();
        } catch (DeliveryException e) {
            throw several ? e.in(file.name()) : e;
        }
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public void cancel() {
        RecordReader open = reader;
        if (open != null) {
            open.cancel();
        }
    }

    @Override
    public void committed() throws IOException {
        for (RecordReader read : awaiting) {
            read.committed();
        }
    }

    @Override
    public void close() throws IOException {
        try (delivery) {
            for (RecordReader read : awaiting) {
                read.close();
            }
            if (reader != null) {
                reader.close();
            }
        }
    }
}
