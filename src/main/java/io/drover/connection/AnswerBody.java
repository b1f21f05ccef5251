package io.drover.connection;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.concurrent.Cancellable;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * The body of an answer as it comes. Closed before its end it gives the connection up, rather than read on until the answer ends,
 * which it may never do.
 */
public final class AnswerBody extends FilterInputStream {
    private final Cancellable call;
    private boolean ended;

    private AnswerBody(InputStream body, Cancellable call) {
        super(body);
        this.call = call;
    }

    /** Ends a read that waits for a server which sends no more; for other threads. */
    public void breakOff() {
        call.cancel();
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        ended |= one < 0;
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        ended |= n < 0;
        return n;
    }

    @Override
    public void close() throws IOException {
        if (ended) {
            super.close();
            return;
        }
        call.cancel();
        try {
            super.close();
        } catch (IOException e) {
            // The connection is given up; what it says of that is of no use
        }
    }

    /** The entity whose content is such a body. */
    static final class Entity extends HttpEntityWrapper {
        private final Cancellable call;
        private AnswerBody body;

        Entity(HttpEntity entity, Cancellable call) {
            super(entity);
            this.call = call;
        }

        @Override
        public InputStream getContent() throws IOException {
            if (body == null) {
                body = new AnswerBody(super.getContent(), call);
            }
            return body;
        }

        @Override
        public void close() throws IOException {
            getContent().close();
        }
    }
}
