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
    private final Runnable whenEnded;
    private boolean ended;

    private AnswerBody(InputStream body, Cancellable call, Runnable whenEnded) {
        super(body);
        this.call = call;
        this.whenEnded = whenEnded;
    }

    /** Ends a read that waits for a server which sends no more; for other threads. */
    public void breakOff() {
        call.cancel();
    }

    @Override
    public int read() throws IOException {
        int one = in.read();
        note(one);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int n = in.read(buffer, offset, length);
        note(n);
        return n;
    }

    private void note(int read) {
        if (read < 0) {
            ended = true;
            whenEnded.run();
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (!ended) {
                call.cancel();
            }
            super.close();
        } catch (IOException e) {
            if (ended) {
                throw e;
            } // else the connection is given up; what it says of that is of no use
        } finally {
            whenEnded.run();
        }
    }

    /** The entity whose content is such a body. */
    static final class Entity extends HttpEntityWrapper {
        private final Cancellable call;
        private final Runnable whenEnded;
        private AnswerBody body;

        /** @param whenEnded is told, perhaps several times, when the body has ended or nobody wants it */
        Entity(HttpEntity entity, Cancellable call, Runnable whenEnded) {
            super(entity);
            this.call = call;
            this.whenEnded = whenEnded;
        }

        @Override
        public InputStream getContent() throws IOException {
            if (body == null) {
                body = new AnswerBody(super.getContent(), call, whenEnded);
            }
            return body;
        }

        @Override
        public void close() throws IOException {
            getContent().close();
        }
    }
}
