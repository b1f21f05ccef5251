package io.drover.provider.file;

import io.drover.provider.DeliveryException;
import io.drover.provider.format.DeliveryFile;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.util.Arrays;

/**
 * The characters of a file that holds text, decoded strictly: what is not of its encoding is a {@link DeliveryException} with the
 * number of the byte, and so is the character NUL, which no text has. What is good before the fault is handed over first.
 */
public final class TextInput extends Reader {
    private static final int HEAD = 64 * 1024;

    private final Reader reader;
    /** The first characters, read ahead so that they can be looked at. */
    private final char[] head;

    private final boolean headIsAll;
    private int handedOver;
    /** What the file broke off with: met again by every read after what is good before it. */
    private IOException fault;

    private boolean nul;
    private char last = '\n';

    private TextInput(Reader reader) throws IOException {
        this.reader = reader;
        char[] start = new char[HEAD];
        int length = 0;
        int n = 0;
        while (length < HEAD && n >= 0 && fault == null) {
            n = readAhead(start, length);
            length += Math.max(0, n);
        }
        this.head = Arrays.copyOf(start, length);
        this.headIsAll = n < 0;
    }

    private int readAhead(char[] start, int from) throws IOException {
        try {
            return reader.read(start, from, HEAD - from);
        } catch (IOException e) {
            if (from == 0) {
                throw e;
            }
            fault = e;
            return 0;
        }
    }

    /**
     * Opens a file.
     *
     * @param encoding name of the character set where no byte order mark tells it; null for UTF-8
     * @throws DeliveryException when it is empty, or no text at all
     */
    public static TextInput open(DeliveryFile file, String encoding) throws IOException {
        PushbackInputStream in = new PushbackInputStream(file.open(), TextEncoding.HEAD);
        try {
            byte[] head = in.readNBytes(TextEncoding.HEAD);
            if (head.length == 0) {
                throw new DeliveryException("the file is empty", 0, 0, false);
            }
            if (ZipDelivery.isZip(head)) {
                throw new DeliveryException(
                        "the file is an Excel workbook or a data package, not text: use another format for the source",
                        0,
                        0,
                        false);
            }
            TextEncoding found = TextEncoding.of(head, encoding);
            in.unread(head, found.bomLength(), head.length - found.bomLength());
            int first = in.read();
            if (first < 0) {
                throw new DeliveryException("the file is empty but for its byte order mark", 0, 0, false);
            }
            in.unread(first);
            return new TextInput(new EndMarkReader(new DecodingReader(in, found.charset(), found.bomLength())));
        } catch (IOException | RuntimeException e) {
            in.close();
            throw e;
        }
    }

    /** The first characters of the file, up to 64 K of them. */
    public String head() {
        return new String(head);
    }

    /** Leaves out characters at the beginning, before any is read. */
    public void skipHead(int characters) {
        handedOver = characters;
    }

    /** Whether {@link #head} is the whole file. */
    public boolean headIsAll() {
        return headIsAll;
    }

    /** Whether what has been handed over ends with a line break, or is nothing. */
    public boolean endsWithLineBreak() {
        return last == '\n' || last == '\r';
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (nul) {
            throw nul();
        }
        int n = handedOver < head.length ? copyHead(buffer, offset, length) : readOn(buffer, offset, length);
        for (int i = offset; i < offset + n; i++) {
            if (buffer[i] == 0) {
                nul = true;
                n = i - offset;
            }
        }
        if (nul && n == 0) {
            throw nul();
        }
        if (n > 0) {
            last = buffer[offset + n - 1];
        }
        return n;
    }

    private int copyHead(char[] buffer, int offset, int length) {
        int n = Math.min(length, head.length - handedOver);
        System.arraycopy(head, handedOver, buffer, offset, n);
        handedOver += n;
        return n;
    }

    private int readOn(char[] buffer, int offset, int length) throws IOException {
        if (fault == null) {
            try {
                return reader.read(buffer, offset, length);
            } catch (IOException e) {
                fault = e;
            }
        }
        throw fault;
    }

    private static DeliveryException nul() {
        return new DeliveryException(
                "the character NUL is no text: the file is binary, or its encoding is another one, as UTF-16 without a byte"
                        + " order mark",
                0,
                0,
                false);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
