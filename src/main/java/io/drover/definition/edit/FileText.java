package io.drover.definition.edit;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The text of files whose bytes must stay as they are. */
public final class FileText {
    private FileText() {}

    /** A charset in which every byte is kept, and the characters of XML's own syntax are what they look like. */
    public static Charset lossless(byte[] content) {
        Charset utf16 = utf16(content);
        return utf16 == null ? StandardCharsets.ISO_8859_1 : utf16;
    }

    /** As a person reads it. */
    public static String of(byte[] content) {
        Charset utf16 = utf16(content);
        String text = new String(content, utf16 == null ? StandardCharsets.UTF_8 : utf16);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** UTF-16 by its mark, or by the zero beside the first character; else null. */
    private static Charset utf16(byte[] content) {
        if (content.length < 2) {
            return null;
        }
        if ((content[0] == (byte) 0xFF && content[1] == (byte) 0xFE) || (content[0] != 0 && content[1] == 0)) {
            return StandardCharsets.UTF_16LE;
        }
        if ((content[0] == (byte) 0xFE && content[1] == (byte) 0xFF) || (content[0] == 0 && content[1] != 0)) {
            return StandardCharsets.UTF_16BE;
        }
        return null;
    }
}
