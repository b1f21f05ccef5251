package io.drover.provider.edi;

import io.drover.provider.edi.syntax.Segment;
import io.drover.provider.edi.syntax.SegmentWriter;
import io.drover.provider.edi.syntax.Standard;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Writes what encloses messages: interchanges, groups of X12, and the headers and trailers of messages, with their control numbers and
 * counts. Messages that go to another recipient, or otherwise have another header, begin another interchange.
 */
final class EnvelopeWriter implements Closeable {
    private final EdiDestination format;
    private final SegmentWriter out;

    private Standard standard;
    private EnvelopeHeaders headers;
    /** What the rows say of the open interchange, and of the open group. */
    private Segment ofInterchange;

    private Segment ofGroup;
    private Segment interchange;
    private Segment group;
    private Segment message;
    private int groups;
    private int messages;

    EnvelopeWriter(EdiDestination format, SegmentWriter out) {
        this.format = format;
        this.out = out;
    }

    /**
     * Begins a message.
     *
     * @param said what its row says of headers, before what the job says
     */
    void begin(String type, List<Segment> said) throws IOException {
        Standard of = Standard.ofType(type);
        Segment ofRow = EnvelopeHeaders.said(said, of.interchange().header());
        if (interchange == null || standard != of || !ofRow.values().equals(ofInterchange.values())) {
            endInterchange();
            standard = of;
            headers = new EnvelopeHeaders(format, standard);
            ofInterchange = ofRow;
            beginInterchange(said);
        }
        if (standard == Standard.X12) {
            Segment groupOfRow = headers.ofGroup(type, said);
            if (group == null || !groupOfRow.values().equals(ofGroup.values())) {
                endGroup();
                ofGroup = groupOfRow;
                beginGroup();
            }
        }
        out.startCount();
        message = headers.message(type, said, ++messages);
        out.write(message);
    }

    private void beginInterchange(List<Segment> said) throws IOException {
        interchange = headers.interchange(said, String.valueOf(ControlNumbers.next()));
        groups = 0;
        messages = 0;
        out.begin(format.form(standard));
        out.write(interchange);
    }

    private void beginGroup() throws IOException {
        groups++;
        messages = 0;
        group = headers.group(interchange, ofGroup, String.valueOf(ControlNumbers.next()));
        out.write(group);
    }

    /** Writes a segment of the message. */
    void write(Segment segment) throws IOException {
        out.write(segment);
    }

    /** Ends the message. */
    void end() throws IOException {
        out.write(trailer(standard.message(), message, out.written() + 1));
    }

    private Segment trailer(Standard.Level level, Segment header, int count) {
        return new SegmentBuilder(level.trailer(), standard)
                .put(1, String.valueOf(count))
                .put(2, header.get(level.reference()))
                .build();
    }

    private void endGroup() throws IOException {
        if (group != null) {
            out.write(trailer(standard.group(), group, messages));
            group = null;
        }
    }

    private void endInterchange() throws IOException {
        if (interchange != null) {
            endGroup();
            out.write(trailer(standard.interchange(), interchange, standard == Standard.X12 ? groups : messages));
            out.end();
            interchange = null;
        }
    }

    /** Ends what is open. */
    void finish() throws IOException {
        endInterchange();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
