package io.drover.provider.edi.syntax;

/** The two standards, each with the segments that enclose messages. */
@SuppressWarnings("ImmutableEnumChecker") // a level is a record of texts and a number
public enum Standard {
    EDIFACT(new Level("UNB", "UNZ", 5), new Level("UNG", "UNE", 5), new Level("UNH", "UNT", 1)),
    X12(new Level("ISA", "IEA", 13), new Level("GS", "GE", 6), new Level("ST", "SE", 2));

    private final Level interchange;
    private final Level group;
    private final Level message;

    /**
     * What a header and a trailer enclose. A trailer's first element is a count, its second the header's control reference.
     *
     * @param reference the element of the header that is the control reference
     */
    public record Level(String header, String trailer, int reference) {}

    Standard(Level interchange, Level group, Level message) {
        this.interchange = interchange;
        this.group = group;
        this.message = message;
    }

    public Level interchange() {
        return interchange;
    }

    public Level group() {
        return group;
    }

    public Level message() {
        return message;
    }

    /** Whether a segment begins or ends something that encloses messages, or a message. */
    public boolean encloses(String tag) {
        return isOf(interchange, tag) || isOf(group, tag) || isOf(message, tag);
    }

    /** Whether a segment is a header that is written: not that of a group of EDIFACT, which nobody needs. */
    public boolean isWrittenHeader(String tag) {
        return tag.equals(interchange.header)
                || tag.equals(message.header)
                || (this == X12 && tag.equals(group.header));
    }

    private static boolean isOf(Level level, String tag) {
        return level.header.equals(tag) || level.trailer.equals(tag);
    }

    /** The standard of messages of a type: those of X12 are called by three digits. */
    public static Standard ofType(String type) {
        return type.matches("\\d{3}") ? X12 : EDIFACT;
    }
}
