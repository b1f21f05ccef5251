package io.drover.queue;

import io.drover.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/**
 * Payloads as content-addressed files below {@code drover.data}/payload: {@code ab/cd/<sha256>}. One that is returned is on the disk
 * (fsynced, renamed, folder fsynced).
 */
public final class PayloadStore {

    public PayloadStore(Settings settings) {}

    /** A new file to write an upload to, on the same file system; whoever made it adopts or deletes it. */
    public Path incoming() throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * Takes a written file over.
     *
     * @param sha256 of its content, hexadecimal
     */
    public Payload adopt(Path incoming, String sha256, long bytes) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Keeps small content that is in memory. */
    public Payload keep(byte[] content) throws IOException {
        throw new UnsupportedOperationException();
    }

    /** Keeps what a stream holds. */
    public Payload keep(InputStream content) throws IOException {
        throw new UnsupportedOperationException();
    }

    /**
     * The payload of a message.
     *
     * @throws QueueException UNKNOWN when its retention has ended
     */
    public Payload find(String sha256) {
        throw new UnsupportedOperationException();
    }
}
