package io.drover.provider.edi;

import io.drover.provider.DeliveryException;
import io.drover.provider.edi.Message.Code;
import io.drover.provider.edi.Message.Damage;
import io.drover.provider.edi.Message.Envelope;
import io.drover.provider.edi.Standard.Level;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The messages of a file, with what encloses them checked: headers have their trailers, counts are right, and control references
 * are the same at both ends. A message that is not so comes with its {@link Damage}; an interchange that is not is a {@link
 * DeliveryException}. A message is in memory, for {@value #MAX_MB} MB at most.
 */
final class MessageReader implements Closeable {
    private static final int MAX_MB = 32;
    private static final Set<String> BETWEEN = Set.of("ISB", "ISE", "TA1"); // of X12, which no group encloses

    private final SegmentReader reader;
    private final Observer observer;
    private Segment ahead;
    private int position;

    private Standard standard;
    private Segment interchange;
    private Segment group;
    private int groups;
    private int messages;
    private int messagesOfGroup;

    /** Is told of interchanges and groups as they are read. */
    interface Observer {
        /** A header or a trailer of an interchange or of a group. */
        void enclosing(Standard standard, Level level, Segment segment) throws IOException;
    }

    MessageReader(SegmentReader reader, Observer observer) {
        this.reader = reader;
        this.observer = observer;
    }

    /** The next message, or null at the end of the file. */
    Message next() throws IOException {
        for (Segment segment = take(); segment != null; segment = take()) {
            String tag = segment.tag();
            standard = reader.standard();
            if (tag.equals(standard.message().header())) {
                messages++;
                messagesOfGroup++;
                return message(segment);
            }
            if (tag.equals(standard.interchange().header())) {
                beginInterchange(segment);
            } else if (tag.equals(standard.group().header())) {
                beginGroup(segment);
            } else if (tag.equals(standard.group().trailer())) {
                endGroup(segment);
            } else if (tag.equals(standard.interchange().trailer())) {
                endInterchange(segment);
            } else if (segment.fault() != null || !BETWEEN.contains(tag)) {
                throw fault(
                        segment,
                        segment.fault() != null
                                ? segment.fault()
                                : tag + " stands outside of a message: there is no "
                                        + standard.message().header() + " before it");
            }
        }
        return null;
    }

    private void beginInterchange(Segment segment) throws IOException {
        if (segment.fault() != null) {
            throw fault(segment, segment.fault());
        }
        interchange = segment;
        group = null;
        groups = 0;
        messages = 0;
        observer.enclosing(standard, standard.interchange(), segment);
    }

    private void beginGroup(Segment segment) throws IOException {
        if (group != null) {
            throw fault(segment, "the group before has no " + standard.group().trailer());
        }
        group = segment;
        groups++;
        messagesOfGroup = 0;
        observer.enclosing(standard, standard.group(), segment);
    }

    private void endGroup(Segment segment) throws IOException {
        if (group == null) {
            throw fault(
                    segment,
                    segment.tag() + " ends no group: there is no "
                            + standard.group().header() + " before it");
        }
        check(standard.group(), group, segment, messagesOfGroup, "messages");
        observer.enclosing(standard, standard.group(), segment);
        group = null;
    }

    private void endInterchange(Segment segment) throws IOException {
        if (group != null) {
            throw fault(segment, "the last group has no " + standard.group().trailer());
        }
        boolean ofGroups = groups > 0 || standard == Standard.X12;
        check(
                standard.interchange(),
                interchange,
                segment,
                ofGroups ? groups : messages,
                ofGroups ? "groups" : "messages");
        observer.enclosing(standard, standard.interchange(), segment);
    }

    private void check(Level level, Segment header, Segment trailer, int count, String of) throws DeliveryException {
        Damage damage = damage(level, header, trailer, count, of);
        if (damage != null) {
            throw fault(trailer, damage.text());
        }
    }

    private Damage damage(Level level, Segment header, Segment trailer, int count, String of) {
        String expected = header.get(level.reference());
        String reference = trailer.get(2);
        String stated = trailer.get(1);
        if (expected == null || !expected.equals(reference)) {
            return new Damage(
                    position,
                    trailer.line(),
                    "%s has the control reference %s, and its %s has %s"
                            .formatted(level.trailer(), shown(reference), level.header(), shown(expected)),
                    Code.REFERENCE);
        }
        if (stated == null || !stated.matches("0*\\d{1,9}") || Integer.parseInt(stated) != count) {
            return new Damage(
                    position,
                    trailer.line(),
                    "%s says that there are %s %s, and there are %d"
                            .formatted(level.trailer(), shown(stated), of, count),
                    Code.COUNT);
        }
        return null;
    }

    private static String shown(String value) {
        return value == null ? "none" : "'" + value + "'";
    }

    /** Reads a message to its trailer, or to what shows that it has none. */
    private Message message(Segment header) throws IOException {
        Level level = standard.message();
        Envelope envelope = new Envelope(standard, interchange, group);
        List<Segment> segments = new ArrayList<>();
        Damage damage = found(null, 1, header);
        long weight = header.weight();
        for (Segment segment = take(); segment != null; segment = take()) {
            int at = segments.size() + 2;
            damage = found(damage, at, segment);
            if (segment.tag().equals(level.trailer())) {
                position = at;
                Damage wrong = damage(level, header, segment, at, "segments");
                return new Message(envelope, header, segments, segment, damage == null ? wrong : damage);
            }
            if (standard.encloses(segment.tag())) {
                ahead = segment;
                Damage missing = new Damage(
                        at,
                        segment.line(),
                        "the message has no %s: here comes %s".formatted(level.trailer(), segment.tag()),
                        Code.TRAILER_MISSING);
                return new Message(envelope, header, segments, null, damage == null ? missing : damage);
            }
            segments.add(segment);
            weight += segment.weight();
            if (weight > MAX_MB * 1024L * 1024) {
                throw fault(header, "a message takes more than " + MAX_MB + " MB of memory; have it sent in several");
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

    private static DeliveryException fault(Segment at, String message) {
        return new DeliveryException(message, at.line(), 0, false);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
