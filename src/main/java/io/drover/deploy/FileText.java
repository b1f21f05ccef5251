package io.drover.deploy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The text of files whose bytes must stay as they are. */
final class FileText {
    private FileText() {}

    /** A charset in which every byte that is not touched stays: UTF-16 by its mark, else one that knows all bytes. */
    static Charset lossless(byte[] content) {
        Charset marked = marked(content);
        return marked == null ? StandardCharsets.ISO_8859_1 : marked;
    }

    /** As a person reads it. */
    static String of(byte[] content) {
        Charset marked = marked(content);
        String text = new String(content, marked == null ? StandardCharsets.UTF_8 : marked);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Charset marked(byte[] content) {
        if (content.length >= 2 && content[0] == (byte) 0xFF && content[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (content.length >= 2 && content[0] == (byte) 0xFE && content[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return null;
    }
}
