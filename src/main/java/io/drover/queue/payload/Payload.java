package io.drover.queue.payload;

import java.nio.file.Path;

/**
 * A payload that lies durably in the payload store.
 *
 * @param sha256 by which it is addressed, hexadecimal
 * @param bytes its length
 * @param path where it lies
 */
public record Payload(String sha256, long bytes, Path path) {}
