package io.drover.bucket.file;

import java.nio.charset.StandardCharsets;

/** Names of files that get something more: a number, a word. */
public final class NumberedNames {
    /** Bytes of a name: file systems take 255. */
    private static final int MAX_BYTES = 240;

    private NumberedNames() {}

    /** {@code stock.xml} with {@code .rejects} is {@code stock.rejects.xml}; a name that gets too long is cut before that. */
    public static String beforeExtension(String name, String insert) {
        int dot = name.lastIndexOf('.');
        String end = insert + (dot <= 0 ? "" : name.substring(dot));
        return cut(dot <= 0 ? name : name.substring(0, dot), end) + end;
    }

    /** The beginning of a name that leaves room for its end, and for what temporary files have before and behind theirs. */
    public static String cut(String name, String end) {
        int most = MAX_BYTES - end.getBytes(StandardCharsets.UTF_8).length;
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > most && cut.length() > 1) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut;
    }
}
