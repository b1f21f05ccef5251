package io.drover.provider.edi.syntax;

import io.drover.provider.DeliveryException;
import io.drover.provider.edi.syntax.EdiMessage.Code;
import io.drover.provider.edi.syntax.EdiMessage.Damage;
import io.drover.provider.edi.syntax.EdiMessage.Envelope;
import io.drover.provider.edi.syntax.MessageReader.Observer;
import io.drover.provider.edi.syntax.Standard.Level;
import java.io.IOException;

/** The interchange and the group that are open, and how much is in them; what is wrong there is wrong with the delivery. */
final class Enclosure {
    private final Observer observer;
    private Standard standard;
    private Segment interchange;
    private Segment group;
    private int groups;
    private int messages;
    private int messagesOfGroup;

    Enclosure(Observer observer) {
        this.observer = observer;
    }

    /** A message begins: what it comes in. */
    Envelope add() {
        messages++;
        messagesOfGroup++;
        return new Envelope(standard, interchange, group);
    }

    /** Takes a header or trailer; false when the segment is none of an interchange or of a group. */
    boolean take(Standard of, Segment segment) throws IOException {
        standard = of;
        String tag = segment.tag();
        boolean ofInterchange = true;
        if (tag.equals(standard.interchange().header())) {
            beginInterchange(segment);
        } else if (tag.equals(standard.interchange().trailer())) {
            endInterchange(segment);
        } else {
            ofInterchange = false;
            if (tag.equals(standard.group().header())) {
                beginGroup(segment);
            } else if (tag.equals(standard.group().trailer())) {
                endGroup(segment);
            } else {
                return false;
            }
        }
        observer.enclosing(standard, ofInterchange ? standard.interchange() : standard.group(), segment);
        return true;
    }

    private void beginInterchange(Segment segment) {
        interchange = segment;
        group = null;
        groups = 0;
        messages = 0;
    }

    private void beginGroup(Segment segment) throws DeliveryException {
        if (group != null) {
            throw fault(segment, "the group before has no " + standard.group().trailer());
        }
        group = segment;
        groups++;
        messagesOfGroup = 0;
    }

    private void endGroup(Segment segment) throws DeliveryException {
        if (group == null) {
            throw fault(
                    segment,
                    segment.tag() + " ends no group: there is no "
                            + standard.group().header() + " before it");
        }
        check(standard.group(), group, segment, messagesOfGroup, "messages");
        group = null;
    }

    private void endInterchange(Segment segment) throws DeliveryException {
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
    }

    private static void check(Level level, Segment header, Segment trailer, int count, String of)
            throws DeliveryException {
        Damage damage = damage(level, header, trailer, count, of, 0);
        if (damage != null) {
            throw fault(trailer, damage.text());
        }
    }

    /**
     * What is wrong with a trailer, or null.
     *
     * @param count how many there are of what the trailer counts
     * @param position of the trailer in its message
     */
    static Damage damage(Level level, Segment header, Segment trailer, int count, String of, int position) {
        String expected = header.get(level.reference());
        String reference = trailer.get(2);
        String stated = trailer.get(1);
        if (expected == null || !expected.equals(reference)) {
            String text = "%s has the control reference %s, and its %s has %s"
                    .formatted(level.trailer(), shown(reference), level.header(), shown(expected));
            return new Damage(position, trailer.line(), text, Code.REFERENCE);
        }
        if (stated == null || !stated.matches("0*\\d{1,9}") || Integer.parseInt(stated) != count) {
            String text = "%s says that there are %s %s, and there are %d"
                    .formatted(level.trailer(), shown(stated), of, count);
            return new Damage(position, trailer.line(), text, Code.COUNT);
        }
        return null;
    }

    private static String shown(String value) {
        return value == null ? "none" : "'" + value + "'";
    }

    static DeliveryException fault(Segment at, String message) {
        return new DeliveryException(message, at.line(), 0, false);
    }
}
