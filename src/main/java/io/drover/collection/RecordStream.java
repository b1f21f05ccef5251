package io.drover.collection;

import io.drover.store.collection.RecordCursor;
import io.drover.store.collection.StoredRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Records as octets of a format, read as fast as somebody takes them. Holds a connection until it is closed. */
final class RecordStream extends InputStream {
    private static final Logger LOG = LoggerFactory.getLogger(RecordStream.class);
    private static final int CHUNK = 32_768;
    private static final long ABANDONED_NANOS = TimeUnit.SECONDS.toNanos(20);

    private final RecordCursor records;
    private final RecordWriter writer;
    private byte[] chunk;
    private int at;
    private boolean ended;
    private boolean closed;
    /** When somebody took something last, by {@link System#nanoTime}. */
    private long taken = System.nanoTime();

    private final ReentrantLock turn = new ReentrantLock();

    /** Reads the first of them, so that what is wrong is known before an answer begins. */
    RecordStream(RecordCursor records, RecordWriter writer) throws IOException {
        this.records = records;
        this.writer = writer;
        this.chunk = writer.beginning().getBytes(StandardCharsets.UTF_8);
        more();
        if (!ended) {
            AbandonedStreams.watch(this);
        }
    }

    /** Closes it when nobody has taken anything for long; who takes something then gets an error. */
    void closeWhenAbandoned() {
        if (!turn.tryLock()) {
            return; // somebody is taking something
        }
        try {
            if (System.nanoTime() - taken > ABANDONED_NANOS) {
                close();
            }
        } catch (IOException e) {
            LOG.warn("a stream of records could not be closed: {}", e.getMessage());
        } finally {
            turn.unlock();
        }
    }

    /** Adds records to what is left. */
    private void more() throws IOException {
        StringBuilder text = new StringBuilder(new String(chunk, at, chunk.length - at, StandardCharsets.UTF_8));
        try {
            while (text.length() < CHUNK && !ended) {
                StoredRecord record = records.next();
                ended = record == null;
                text.append(ended ? writer.end() : writer.write(record));
            }
        } catch (SQLException e) {
            throw new IOException("the records cannot be read on: " + e.getMessage(), e);
        }
        chunk = text.toString().getBytes(StandardCharsets.UTF_8);
        at = 0;
        if (ended) {
            close(); // who takes the rest may need long
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        Objects.checkFromIndexSize(from, length, into.length);
        turn.lock();
        try {
            return taken(into, from, length);
        } finally {
            taken = System.nanoTime();
            turn.unlock();
        }
    }

    private int taken(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == chunk.length) {
            if (ended) {
                return -1;
            }
            if (closed) {
                throw new IOException("nobody has taken these records for too long");
            }
            more();
            if (chunk.length == 0) {
                return -1;
            }
        }
        int some = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, from, some);
        at += some;
        return some;
    }

    @Override
    public void close() throws IOException {
        turn.lock();
        try {
            release();
        } finally {
            turn.unlock();
        }
    }

    private void release() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        AbandonedStreams.forget(this);
        try {
            records.close();
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
