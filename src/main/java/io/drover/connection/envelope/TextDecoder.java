package io.drover.connection.envelope;

import io.drover.connection.WebServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The characters of an answer: a byte order mark says the charset, else what is given. Bytes that are none are an error. */
public final class TextDecoder extends Reader {
    private final Reader in;
    private final Charset charset;

    TextDecoder(InputStream bytes, Charset given) throws IOException {
        PushbackInputStream start = new PushbackInputStream(bytes, 3);
        byte[] head = start.readNBytes(3);
        Optional<Charset> marked = byteOrderMark(head);
        charset = marked.orElse(given);
        int mark = marked.isEmpty() ? 0 : charset.equals(StandardCharsets.UTF_8) ? 3 : 2;
        start.unread(head, mark, head.length - mark);
        in = new InputStreamReader(
                start,
                charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    /** The charset whose byte order mark a text begins with. */
    public static Optional<Charset> byteOrderMark(byte[] head) {
        if (head.length >= 3 && head[0] == (byte) 0xEF && head[1] == (byte) 0xBB && head[2] == (byte) 0xBF) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
            return Optional.of(StandardCharsets.UTF_16LE);
        }
        if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return Optional.empty();
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        try {
            return in.read(buffer, offset, length);
        } catch (CharacterCodingException e) {
            throw WebServiceException.unusable(
                    "the answer has bytes that are no " + charset
                            + ": its Content-Type does not name the charset that it is written in",
                    e);
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
