package io.drover.provider.edi.syntax;

import io.drover.definition.problem.Problems;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The character sets that an EDIFACT header names by its syntax identifier. */
public final class Charsets {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("UNOA", "US-ASCII"),
            Map.entry("UNOB", "US-ASCII"),
            Map.entry("UNOC", "ISO-8859-1"),
            Map.entry("UNOD", "ISO-8859-2"),
            Map.entry("UNOE", "ISO-8859-5"),
            Map.entry("UNOF", "ISO-8859-7"),
            Map.entry("UNOG", "ISO-8859-3"),
            Map.entry("UNOH", "ISO-8859-4"),
            Map.entry("UNOI", "ISO-8859-6"),
            Map.entry("UNOJ", "ISO-8859-8"),
            Map.entry("UNOK", "ISO-8859-9"),
            Map.entry("UNOL", "ISO-8859-15"),
            Map.entry("UNOW", "UTF-8"),
            Map.entry("UNOY", "UTF-8"));

    private Charsets() {}

    /** The character set of a syntax identifier; ASCII when it is none of the standard's. */
    public static Charset of(String syntax) {
        return Charset.forName(NAMES.getOrDefault(syntax == null ? "" : syntax, "US-ASCII"));
    }

    /** Adds what is wrong with a name that a job has for a character set; null is none. */
    public static void check(String encoding, int line, Problems problems) {
        try {
            boolean wide = encoding != null && Charset.forName(encoding).name().matches("UTF-(16|32).*");
            if (wide) {
                problems.add(
                        line,
                        "encoding=\"%s\" has more than a byte for a separator; EDI is not sent so".formatted(encoding));
            }
        } catch (IllegalArgumentException e) {
            problems.add(
                    line, "encoding=\"%s\" is not known; write one such as ISO-8859-1 or UTF-8".formatted(encoding));
        }
    }

    /** Whether it is an identifier whose characters are known. */
    public static boolean isKnown(String syntax) {
        return NAMES.containsKey(syntax);
    }

    /** The text that the bytes are, each of which came as the character of its number. */
    static String decode(String bytes, Charset charset) throws CharacterCodingException {
        if (bytes.chars().allMatch(c -> c < 0x80) || charset.equals(StandardCharsets.ISO_8859_1)) {
            return bytes;
        }
        CharBuffer text = charset.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)));
        return text.toString();
    }
}
