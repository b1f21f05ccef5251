package io.drover.provider.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Writes text row by row. A row with a character that the encoding has not is not written at all, rather than with a question mark. */
public final class TextOutput implements Closeable {
    private static final int BUFFER = 64 * 1024;

    private final OutputStream out;
    private final CharsetEncoder encoder;
    private final StringBuilder row = new StringBuilder();
    private char[] characters = new char[4096];
    private ByteBuffer bytes = ByteBuffer.allocate(BUFFER);

    /**
     * Begins a file.
     *
     * @param encoding name of the character set; UTF-16 is UTF-16LE with a byte order mark
     * @param byteOrderMark whether the file begins with one; only in encodings of Unicode
     */
    public TextOutput(OutputStream out, String encoding, boolean byteOrderMark) throws IOException {
        this.out = out;
        boolean utf16 = encoding.equalsIgnoreCase("UTF-16");
        Charset charset = utf16 ? StandardCharsets.UTF_16LE : Charset.forName(encoding);
        this.encoder = charset.newEncoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        if (utf16 || (byteOrderMark && charset.name().toUpperCase(Locale.ROOT).startsWith("UTF"))) {
            row.append('\uFEFF');
            write();
        }
    }

    /** The row to be written next, empty after each. */
    public StringBuilder row() {
        return row;
    }

    /**
     * Writes the row.
     *
     * @return why it cannot be written, or null
     */
    public String write() throws IOException {
        int length = row.length();
        if (length > characters.length) {
            characters = new char[2 * length];
        }
        row.getChars(0, length, characters, 0);
        row.setLength(0);
        reserve((long) Math.ceil(encoder.maxBytesPerChar() * (double) length));
        int start = bytes.position();
        CharBuffer text = CharBuffer.wrap(characters, 0, length);
        CoderResult result = encoder.reset().encode(text, bytes, true);
        if (result.isUnderflow()) {
            encoder.flush(bytes);
            return null;
        }
        bytes.position(start);
        int character = Character.codePointAt(characters, text.position(), length);
        return String.format(
                "the character U+%04X cannot be written in %s",
                character, encoder.charset().name());
    }

    private void reserve(long needed) throws IOException {
        if (bytes.remaining() < needed) {
            flush();
            if (bytes.capacity() < needed) {
                bytes = ByteBuffer.allocate(Math.toIntExact(needed));
            }
        }
    }

    /** Adds what a file holds, which has the same encoding. */
    public void append(Path file) throws IOException {
        flush();
        Files.copy(file, out);
    }

    private void flush() throws IOException {
        if (bytes.position() > 0) { // a closed gzip stream refuses even nothing
            out.write(bytes.array(), 0, bytes.position());
            bytes.clear();
        }
    }

    /** Writes what is left and closes the file. */
    @Override
    public void close() throws IOException {
        try (out) {
            flush();
        }
    }
}
