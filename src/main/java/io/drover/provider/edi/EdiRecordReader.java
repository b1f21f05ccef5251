package io.drover.provider.edi;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.edi.syntax.EdiMessage;
import io.drover.provider.edi.syntax.MessageReader;
import io.drover.provider.edi.syntax.MessageSchemas;
import io.drover.provider.edi.syntax.SegmentReader;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.nested.RecordBuffer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads interchanges: messages and the loops in them are records of tables. A message is in memory; the file may have any size. One
 * that is damaged comes as a single record with a {@link io.drover.provider.SourceRecord#problem}; an interchange that is, is a
 * {@link DeliveryException}.
 */
final class EdiRecordReader implements RecordReader {
    private final MessageReader messages;
    private final FunctionalAcknowledgements acknowledgements;
    private final MessageRecords records;
    private final RecordBuffer buffer = new RecordBuffer(fault -> new DeliveryException(fault, 0, 0, false));
    private boolean ended;

    /**
     * Opens a file.
     *
     * @param root Files/Integration, where acknowledgements are put
     * @param schemas that messages are checked against
     */
    EdiRecordReader(EdiSource source, DeliveryFile file, Path root, MessageSchemas schemas) throws IOException {
        this.acknowledgements =
                new FunctionalAcknowledgements(source.acknowledge == null ? null : root.resolve(source.acknowledge));
        this.messages = new MessageReader(new SegmentReader(file, source.encoding, schemas), acknowledgements);
        this.records = new MessageRecords(source.tables);
    }

    @Override
    public RecordBatch next() throws IOException {
        RecordBatch batch = buffer.poll();
        while (batch == null && !ended) {
            while (!buffer.isFull() && !ended) {
                EdiMessage message = messages.next();
                ended = message == null;
                if (!ended) {
                    acknowledgements.add(records.add(message, buffer));
                }
            }
            if (ended) {
                records.requireSome();
                messages.close(); // the file need not be open until the commit
            }
            buffer.release();
            batch = buffer.poll();
        }
        return batch;
    }

    @Override
    public List<String> remarks() {
        return records.remarks();
    }

    @Override
    public boolean awaitsCommit() {
        return acknowledgements.wanted();
    }

    @Override
    public void committed() throws IOException {
        acknowledgements.publish();
    }

    @Override
    public void close() throws IOException {
        try (acknowledgements) {
            messages.close();
        }
    }
}
