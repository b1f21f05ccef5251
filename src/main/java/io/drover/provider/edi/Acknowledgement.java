package io.drover.provider.edi;

import io.drover.provider.edi.syntax.Charsets;
import io.drover.provider.edi.syntax.EdiMessage;
import io.drover.provider.edi.syntax.EdiMessage.Code;
import io.drover.provider.edi.syntax.EdiMessage.Damage;
import io.drover.provider.edi.syntax.Segment;
import io.drover.provider.edi.syntax.Segment.Value;
import io.drover.provider.edi.syntax.SegmentWriter;
import io.drover.provider.edi.syntax.Standard;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * The functional acknowledgement of one interchange, written while it is read: a CONTRL that acknowledges it and rejects the damaged
 * messages, or a 997 for each of its groups that names all sets.
 */
final class Acknowledgement implements Closeable {
    private static final String ACCEPTED = "7"; // "this level, and the next lower one where it is not rejected"
    private static final String REJECTED = "4";

    private final Segment interchange;
    private final Standard standard;
    private final EnvelopeWriter out;
    private Segment group;
    private boolean open;
    private int sets;
    private int accepted;

    /** @param out gets the file */
    Acknowledgement(Standard standard, Segment interchange, OutputStream out) {
        this.standard = standard;
        this.interchange = interchange;
        EdiDestination format = answer();
        this.out = new EnvelopeWriter(format, new SegmentWriter(out));
    }

    /** From the recipient to the sender. */
    private EdiDestination answer() {
        EdiDestination format = new EdiDestination();
        format.sender = of(Property.RECIPIENT);
        format.senderQualifier = of(Property.RECIPIENT_QUALIFIER);
        format.recipient = of(Property.SENDER);
        format.recipientQualifier = of(Property.SENDER_QUALIFIER);
        format.test = "1".equals(of(Property.TEST)) || "T".equals(of(Property.TEST));
        if (standard == Standard.EDIFACT) {
            boolean known = Charsets.isKnown(interchange.get(1));
            format.syntax = known ? interchange.get(1) + ":" + interchange.get(1, 2) : format.syntax;
            format.version = format.syntax.endsWith("4") ? "4:1:UN" : "D:3:UN";
        } else {
            format.version = interchange.get(12);
        }
        return format;
    }

    private String of(Property property) {
        String value = interchange.get(property.element(standard), property.component(standard));
        return value == null ? null : value.strip();
    }

    /** A message was read. */
    void add(EdiMessage message) throws IOException {
        if (standard == Standard.X12) {
            addSet(message);
            return;
        }
        if (!open) {
            open = true;
            out.begin("CONTRL", List.of());
            out.write(parties(segment("UCI").put(1, interchange.get(5)), interchange)
                    .put(4, ACCEPTED)
                    .build());
        }
        if (message.damage() != null) {
            addRejected(message);
        }
    }

    private void addRejected(EdiMessage message) throws IOException {
        Segment ofMessage = message.envelope().group();
        if (ofMessage != null && !ofMessage.equals(group)) {
            group = ofMessage;
            out.write(parties(segment("UCF").put(1, group.get(5)), group)
                    .put(4, ACCEPTED)
                    .build());
        }
        Damage damage = message.damage();
        boolean ofTrailer = damage.code() != Code.SYNTAX && damage.code() != Code.ORDER;
        SegmentBuilder ucm = segment("UCM").put(1, message.header().get(1));
        copy(message.header(), 2, ucm, 2);
        ucm.put(3, REJECTED);
        if (ofTrailer) {
            ucm.put(4, damage.code().of(standard)).put(5, "UNT");
        }
        out.write(ucm.build());
        if (!ofTrailer) {
            out.write(segment("UCS")
                    .put(1, String.valueOf(damage.position()))
                    .put(2, damage.code().of(standard))
                    .build());
        }
    }

    private void addSet(EdiMessage message) throws IOException {
        if (group == null) {
            begin(message.envelope().group());
        }
        sets++;
        accepted += message.damage() == null ? 1 : 0;
        Damage damage = message.damage();
        out.write(segment("AK2")
                .put(1, message.header().get(1))
                .put(2, message.header().get(2))
                .build());
        int index = damage == null ? -1 : damage.position() - 2;
        if (index >= 0 && index < message.segments().size()) {
            String tag = message.segments().get(index).tag();
            out.write(segment("AK3")
                    .put(1, tag.isEmpty() ? "UNK" : tag)
                    .put(2, String.valueOf(damage.position()))
                    .put(4, damage.code() == Code.ORDER ? "2" : "8")
                    .build());
        }
        SegmentBuilder result = segment("AK5").put(1, damage == null ? "A" : "R");
        out.write(result.put(2, damage == null ? null : damage.code().of(standard))
                .build());
    }

    private void begin(Segment header) throws IOException {
        group = header;
        sets = 0;
        accepted = 0;
        Segment answered = new SegmentBuilder("GS", standard)
                .put(2, header.get(3))
                .put(3, header.get(2))
                .put(8, header.get(8))
                .build();
        out.begin("997", List.of(answered));
        out.write(segment("AK1").put(1, header.get(1)).put(2, header.get(6)).build());
    }

    /** The group ends. */
    void end() throws IOException {
        if (standard == Standard.X12 && group != null) {
            group = null;
            out.write(segment("AK9")
                    .put(1, accepted == sets ? "A" : accepted == 0 ? "R" : "P")
                    .put(2, String.valueOf(sets))
                    .put(3, String.valueOf(sets))
                    .put(4, String.valueOf(accepted))
                    .build());
            out.end();
        }
    }

    /** The interchange ends. */
    void finish() throws IOException {
        if (open && standard == Standard.EDIFACT) {
            out.end();
        }
        out.finish();
    }

    private SegmentBuilder segment(String tag) {
        return new SegmentBuilder(tag, standard);
    }

    private static SegmentBuilder parties(SegmentBuilder to, Segment header) {
        copy(header, 2, to, 2);
        copy(header, 3, to, 3);
        return to;
    }

    private static void copy(Segment from, int element, SegmentBuilder to, int as) {
        for (Value value : from.values()) {
            if (value.element() == element) {
                to.put(as, value.component(), value.text());
            }
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
