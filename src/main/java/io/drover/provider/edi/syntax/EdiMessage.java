package io.drover.provider.edi.syntax;

import java.util.List;

/**
 * A message of EDIFACT, a transaction set of X12.
 *
 * @param envelope what it came in
 * @param header its UNH or ST
 * @param segments between header and trailer
 * @param trailer its UNT or SE, or null when there is none
 * @param damage what is wrong with it as a whole and where, or null
 */
public record EdiMessage(Envelope envelope, Segment header, List<Segment> segments, Segment trailer, Damage damage) {

    /**
     * The interchange and the group that messages come in.
     *
     * @param interchange its UNB or ISA
     * @param group its UNG or GS, or null
     */
    public record Envelope(Standard standard, Segment interchange, Segment group) {}

    /**
     * What is wrong with a message.
     *
     * @param position the segment of the message, from 1 for its header
     * @param code the functional acknowledgement's for it
     */
    public record Damage(int position, int line, String text, Code code) {
        @Override
        public String toString() {
            return "segment " + position + " (line " + line + "): " + text;
        }
    }

    /** What kind of damage it is: the codes of CONTRL (0085) and of AK5 in 997 (718). */
    public enum Code {
        SYNTAX("18", "5"),
        TRAILER_MISSING("13", "2"),
        REFERENCE("28", "3"),
        COUNT("29", "4"),
        ORDER("15", "5");

        private final String contrl;
        private final String x12;

        Code(String contrl, String x12) {
            this.contrl = contrl;
            this.x12 = x12;
        }

        public String of(Standard standard) {
            return standard == Standard.EDIFACT ? contrl : x12;
        }
    }

    public EdiMessage {
        segments = List.copyOf(segments);
    }

    /** ORDERS or 850; empty when the header does not say it. */
    public String type() {
        String type = envelope.standard() == Standard.EDIFACT ? header.get(2, 1) : header.get(1);
        return type == null ? "" : type;
    }

    /** Where its bytes begin in the file. */
    public long start() {
        return header.start();
    }

    /** Where its bytes end in the file. */
    public long end() {
        if (trailer != null) {
            return trailer.end();
        }
        return segments.isEmpty()
                ? header.end()
                : segments.get(segments.size() - 1).end();
    }

    /** The same with damage, unless it has some already. */
    public EdiMessage damaged(Damage found) {
        return damage != null ? this : new EdiMessage(envelope, header, segments, trailer, found);
    }
}
