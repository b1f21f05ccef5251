package io.drover.store.queue;

import java.time.Instant;
import org.jdbi.v3.core.mapper.Nested;
import org.jdbi.v3.core.mapper.reflect.ColumnName;

/**
 * What a client uploads or downloads by a signed URL.
 *
 * @param name in its URL
 * @param file what the client calls it
 * @param application the client that asked for the URL
 * @param changed when it was written, or made
 */
public record Blob(
        String name, String file, String application, @Nested Content content, Instant created, Instant changed) {

    /**
     * What it holds; nulls when nothing is written yet.
     *
     * @param sha256 of the content, which is a payload
     */
    public record Content(String sha256, @ColumnName("size") Long bytes) {}

    /** Of its content, which is a payload; null when nothing is written yet. */
    public String sha256() {
        return content.sha256;
    }

    /**
     * A part of a blob, as a client has put it.
     *
     * @param id Base64, chosen by the client
     * @param committed whether it is a part of the blob now; else it waits for the list of blocks
     * @param sha256 of the content, which is a payload
     */
    public record Block(String id, boolean committed, String sha256, @ColumnName("size") long bytes) {}
}
