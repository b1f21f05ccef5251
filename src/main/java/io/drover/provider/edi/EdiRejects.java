package io.drover.provider.edi;

import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.edi.RejectedMessages.RejectedRecords;
import io.drover.provider.file.DeliveryFiles;
import io.drover.provider.file.DurableFile;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.RejectsWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * The messages of rejected records, as they were sent: the delivery is read again for them when the run is at its end. EDI has no
 * room for reasons; the history has them.
 */
final class EdiRejects implements RejectsWriter {
    private final EdiSource source;
    private final Path delivery;
    private final DurableFile target;
    /** By the name of their file; the only file has none. */
    private final Map<String, RejectedRecords> rejected = new HashMap<>();

    EdiRejects(EdiSource source, Path delivery, Path target) {
        this.source = source;
        this.delivery = delivery;
        this.target = new DurableFile(target);
    }

    @Override
    public void add(SourceTable table, SourceRecord record, String reason) {
        add(null, table, record, reason);
    }

    @Override
    public void add(String inFile, SourceTable table, SourceRecord record, String reason) {
        RejectedRecords ofFile = rejected.computeIfAbsent(inFile == null ? "" : inFile, name -> new RejectedRecords());
        int number = Math.toIntExact(record.number());
        ofFile.records().set(number);
        ofFile.damaged().set(number, MessageRecords.isDamagedMessage(record));
    }

    @Override
    public String show(SourceTable table, SourceRecord record) {
        StringBuilder row = new StringBuilder();
        for (int i = 0; i < record.values().length; i++) {
            if (record.value(i) != null) {
                row.append(row.length() == 0 ? "" : "\n");
                row.append(table.columns().get(i)).append('=').append(record.value(i));
            }
        }
        return row.toString();
    }

    @Override
    public boolean finish() throws IOException {
        if (rejected.isEmpty()) {
            return false;
        }
        try (DeliveryFiles files = DeliveryFiles.open(delivery);
                OutputStream out = new BufferedOutputStream(target.out(), 64 * 1024)) {
            for (DeliveryFile file : files.files()) {
                RejectedRecords ofFile = rejected.get(files.files().size() == 1 ? "" : file.name());
                if (ofFile != null) {
                    new RejectedMessages(source, file, ofFile, out).write();
                }
            }
        }
        target.publish();
        return true;
    }

    @Override
    public void close() throws IOException {
        target.close();
    }
}
