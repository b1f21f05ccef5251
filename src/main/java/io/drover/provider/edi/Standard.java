package io.drover.provider.edi;

/** The two standards, each with the segments that enclose messages. */
enum Standard {
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
    record Level(String header, String trailer, int reference) {}

    Standard(Level interchange, Level group, Level message) {
        this.interchange = interchange;
        this.group = group;
        this.message = message;
    }

    Level interchange() {
        return interchange;
    }

    Level group() {
        return group;
    }

    Level message() {
        return message;
    }

    /** Whether a segment begins or ends something that encloses messages, or a message. */
    boolean encloses(String tag) {
        return isOf(interchange, tag) || isOf(group, tag) || isOf(message, tag);
    }

    private static boolean isOf(Level level, String tag) {
        return level.header.equals(tag) || level.trailer.equals(tag);
    }

    /** The standard of messages of a type: those of X12 are called by three digits. */
    static Standard ofType(String type) {
        return type.matches("\\d{3}") ? X12 : EDIFACT;
    }
}
