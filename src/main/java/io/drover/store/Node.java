package io.drover.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Who this server is among those that share a database. */
final class Node {
    private Node() {}

    static void prepare(Path data) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new StoreException("cannot make the folder " + data + " (drover.data): " + e.getMessage(), e);
        }
    }

    /** The id in the file node-id of the folder; made at the first start. */
    static String id(Path data) {
        Path file = data.resolve("node-id");
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, UUID.randomUUID().toString());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read or write " + file, e);
        }
    }
}
