package io.drover.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/** Who this server is among those that share a database. */
final class ServerNode {
    private static final int ID_SHOWN = 8;
    private static final int MOST_OF_MACHINE = 60;

    private ServerNode() {}

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

    /** The machine and the beginning of the id. Of the machine's own word: a name server that is silent would hold up the start. */
    static String name(String id) {
        String beginning = id.length() > ID_SHOWN ? id.substring(0, ID_SHOWN) : id;
        return StorableText.cut(machine(), MOST_OF_MACHINE) + " (" + beginning + ")";
    }

    private static String machine() {
        try {
            String linux =
                    Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
            if (!linux.isEmpty()) {
                return linux;
            }
        } catch (IOException e) {
            // Another system
        }
        return Stream.of("COMPUTERNAME", "HOSTNAME")
                .map(System::getenv)
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse("server");
    }
}
