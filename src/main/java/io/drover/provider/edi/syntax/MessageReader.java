package io.drover.provider.edi.syntax;

import io.drover.provider.edi.syntax.EdiMessage.Code;
import io.drover.provider.edi.syntax.EdiMessage.Damage;
import io.drover.provider.edi.syntax.EdiMessage.Envelope;
import io.drover.provider.edi.syntax.Standard.Level;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The messages of a file, with what encloses them checked: headers have their trailers, counts are right, and control references
 * are the same at both ends. A message that is not so comes with its {@link Damage}; an interchange that is not is a {@link
 * io.drover.provider.DeliveryException}. A message is in memory, for {@value #MAX_MB} MB at most.
 */
public final class MessageReader implements Closeable {
    private static final int MAX_MB = 32;
    private static final Set<String> BETWEEN = Set.of("ISB", "ISE", "TA1"); // of X12, which no group encloses

    private final SegmentReader reader;
    private final Enclosure enclosure;
    private Segment ahead;

    /** Is told of interchanges and groups as they are read. */
    public interface Observer {
        /** A header or a trailer of an interchange or of a group. */
        void enclosing(Standard standard, Level level, Segment segment) throws IOException;
    }

    public MessageReader(SegmentReader reader, Observer observer) {
        this.reader = reader;
        this.enclosure = new Enclosure(observer);
    }

    /** The next message, or null at the end of the file. */
    public EdiMessage next() throws IOException {
        for (Segment segment = take(); segment != null; segment = take()) {
            Standard standard = reader.standard();
            if (segment.tag().equals(standard.message().header())) {
                return message(segment, enclosure.add());
            }
            if (segment.fault() != null) {
                throw Enclosure.fault(segment, segment.fault());
            }
            if (!enclosure.take(standard, segment) && !BETWEEN.contains(segment.tag())) {
                throw Enclosure.fault(
                        segment,
                        segment.tag() + " stands outside of a message: there is no "
                                + standard.message().header() + " before it");
            }
        }
        return null;
    }

    /** Reads a message to its trailer, or to what shows that it has none. */
    private EdiMessage message(Segment header, Envelope envelope) throws IOException {
        Standard standard = envelope.standard();
        Level level = standard.message();
        List<Segment> segments = new ArrayList<>();
        Damage damage = found(null, 1, header);
        long weight = header.weight();
        for (Segment segment = take(); segment != null; segment = take()) {
            int at = segments.size() + 2;
            damage = found(damage, at, segment);
            if (segment.tag().equals(level.trailer())) {
                Damage wrong = Enclosure.damage(level, header, segment, at, "segments", at);
                return new EdiMessage(envelope, header, segments, segment, damage == null ? wrong : damage);
            }
            if (standard.encloses(segment.tag())) {
                ahead = segment;
                Damage missing = new Damage(
                        at,
                        segment.line(),
                        "the message has no %s: here comes %s".formatted(level.trailer(), segment.tag()),
                        Code.TRAILER_MISSING);
                return new EdiMessage(envelope, header, segments, null, damage == null ? missing : damage);
            }
            segments.add(segment);
            weight += segment.weight();
            if (weight > MAX_MB * 1024L * 1024) {
                throw Enclosure.fault(
                        header, "a message takes more than " + MAX_MB + " MB of memory; have it sent in several");
            }
        }
        throw new IllegalStateException("an interchange ends with its trailer");
    }

    private static Damage found(Damage before, int at, Segment segment) {
        return before != null || segment.fault() == null
                ? before
                : new Damage(at, segment.line(), segment.fault(), Code.SYNTAX);
    }

    private Segment take() throws IOException {
        Segment segment = ahead == null ? reader.next() : ahead;
        ahead = null;
        return segment;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
