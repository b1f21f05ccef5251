package io.drover.provider.edi;

import io.drover.provider.edi.MessageRecords.Rows;
import io.drover.provider.edi.syntax.EdiMessage;
import io.drover.provider.edi.syntax.MessageReader;
import io.drover.provider.edi.syntax.MessageSchemas;
import io.drover.provider.edi.syntax.RawCopy;
import io.drover.provider.edi.syntax.Segment;
import io.drover.provider.edi.syntax.SegmentReader;
import io.drover.provider.edi.syntax.Standard;
import io.drover.provider.edi.syntax.Standard.Level;
import io.drover.provider.format.DeliveryFile;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Copies the messages of a file whose records were rejected, as they are and with what encloses them. A damaged message is copied
 * whole; of another what its rejected records are made of, and what these stand in.
 */
final class RejectedMessages {
    private final EdiSource source;
    private final DeliveryFile file;
    private final RejectedRecords rejected;
    private final RawCopy copy;
    /** Headers that are written when a message in them is. */
    private final List<Segment> waiting = new ArrayList<>();

    private int number;
    private int groups;
    private int messagesOfGroup;
    private int messages;

    /**
     * The rejected records of a file by their numbers.
     *
     * @param damaged the records that are a whole message
     */
    record RejectedRecords(BitSet records, BitSet damaged) {
        RejectedRecords() {
            this(new BitSet(), new BitSet());
        }
    }

    RejectedMessages(EdiSource source, DeliveryFile file, RejectedRecords rejected, OutputStream out)
            throws IOException {
        this.source = source;
        this.file = file;
        this.rejected = rejected;
        this.copy = new RawCopy(file.open(), out);
    }

    void write() throws IOException {
        MessageRecords records = new MessageRecords(source.tables);
        try (copy;
                MessageReader reader = new MessageReader(
                        new SegmentReader(file, source.encoding, MessageSchemas.NONE), this::enclosing)) {
            for (EdiMessage message = reader.next(); message != null; message = reader.next()) {
                write(records.rows(message));
            }
        }
    }

    private void enclosing(Standard standard, Level level, Segment segment) throws IOException {
        boolean ofGroup = level.equals(standard.group());
        if (segment.tag().equals(level.header())) {
            messages = ofGroup ? messages : 0;
            groups = ofGroup ? groups : 0;
            messagesOfGroup = 0;
            waiting.add(segment);
        } else if (ofGroup && messagesOfGroup > 0) {
            copy.copy(segment, messagesOfGroup);
            groups++;
        } else if (!ofGroup && messages > 0) {
            copy.copy(segment, groups > 0 ? groups : messages);
        } else {
            waiting.removeIf(header -> header.tag().equals(level.header()));
        }
    }

    private void write(Rows rows) throws IOException {
        boolean damaged = rejected.damaged.get(number + 1);
        List<Scope> scopes = new ArrayList<>();
        for (Scope scope : damaged ? rows.scopes().subList(0, 1) : rows.scopes()) {
            if (rejected.records.get(++number)) {
                scopes.add(scope);
            }
        }
        if (scopes.isEmpty()) {
            return;
        }
        for (Segment header : waiting) {
            copy.copy(header);
        }
        waiting.clear();
        messages++;
        messagesOfGroup++;
        EdiMessage message = rows.message();
        if (damaged || scopes.size() == rows.scopes().size()) {
            copy.copy(message.start(), message.end());
        } else {
            writeParts(message, scopes);
        }
    }

    private void writeParts(EdiMessage message, List<Scope> scopes) throws IOException {
        Set<Segment> kept = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Scope scope : scopes) {
            for (Scope around = scope; around != null; around = around.around()) {
                kept.addAll(around.segments());
            }
            scope.inner().forEach(inner -> kept.addAll(inner.segments()));
        }
        copy.copy(message.header());
        for (Segment segment : message.segments()) {
            if (kept.contains(segment)) {
                copy.copy(segment);
            }
        }
        copy.copy(message.trailer(), kept.size() + 2);
    }
}
