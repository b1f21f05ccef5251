package io.drover.connection;

/** The beginning of what a server said, for a message. */
public final class Excerpt {
    private static final int LENGTH = 200;

    private Excerpt() {}

    /** A colon and the first characters in one line; empty when there is nothing. */
    public static String of(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}\\uFEFF]+", " ").strip();
        if (line.isEmpty()) {
            return "";
        }
        return ": " + (line.length() <= LENGTH ? line : line.substring(0, LENGTH) + "...");
    }
}
