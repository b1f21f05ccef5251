package io.drover.connection.webservice;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.connection.AnswerBody;
import io.drover.connection.Attempts;
import io.drover.connection.CallParameters;
import io.drover.connection.Deadline;
import io.drover.connection.envelope.TextDecoder;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/** An answer as it comes: its first bytes are remembered for messages, the log gets a copy, and its time is limited. */
final class AnswerTap extends FilterInputStream {
    private static final int HEAD = 8 * 1024;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream(512);
    private final LogFile log;
    private final Attempts attempts;
    private final Deadline deadline;

    AnswerTap(InputStream answer, LogFile log, Attempts attempts) {
        super(new BufferedInputStream(answer));
        this.log = log;
        this.attempts = attempts;
        this.deadline = Deadline.in(attempts.left(), () -> breakOff(answer));
    }

    /** An answer without a body has nothing that could be waited for. */
    private static void breakOff(InputStream answer) {
        if (answer instanceof AnswerBody arriving) {
            arriving.breakOff();
        }
    }

    /** Waits for the first byte. */
    void begin() throws IOException {
        in.mark(1);
        inTime(in::read); // -1 is an empty answer, which is for the envelope or the job to judge
        in.reset();
    }

    /** Reads so much that there is something to quote. */
    void readHead() {
        try {
            byte[] buffer = new byte[HEAD];
            while (head.size() < HEAD && read(buffer, 0, HEAD - head.size()) >= 0) {}
        } catch (IOException e) {
            // What has come is quoted; the failure itself is what is told
        }
    }

    /** The first bytes that have been read. */
    InputStream head() {
        return new ByteArrayInputStream(head.toByteArray());
    }

    /** The first characters that have been read. */
    String headText(String contentType) {
        Charset charset;
        try {
            charset = CallParameters.charset(contentType).orElse(UTF_8);
        } catch (IllegalArgumentException e) {
            charset = UTF_8;
        }
        Charset marked = TextDecoder.byteOrderMark(head.toByteArray()).orElse(charset);
        return head.toString(marked);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = inTime(() -> in.read(buffer, offset, length));
        if (n > 0) {
            head.write(buffer, offset, Math.min(n, HEAD - Math.min(HEAD, head.size())));
            log.write(buffer, offset, n);
            attempts.requireTime();
        }
        return n;
    }

    private interface Read {
        int read() throws IOException;
    }

    private int inTime(Read read) throws IOException {
        try {
            return read.read();
        } catch (IOException e) {
            if (deadline.isOver()) {
                throw attempts.timeIsUp(e);
            }
            throw e;
        }
    }

    @Override
    public long skip(long count) throws IOException {
        return read(new byte[(int) Math.min(count, HEAD)]);
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    @Override
    public void close() throws IOException {
        try (log;
                deadline) {
            super.close();
        }
    }
}
