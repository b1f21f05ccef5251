package io.drover.bench.queue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/** A payload as a content-addressed file: written, fsynced, renamed, its folder fsynced. */
final class BarePayloads {
    private final Path folder;

    BarePayloads(Path folder) {
        this.folder = folder;
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    String keep(byte[] content) throws IOException {
        String sha256 = sha256(content);
        Path home = folder.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4));
        Files.createDirectories(home);
        Path temporary = home.resolve(UUID.randomUUID() + ".part");
        try (FileChannel file = FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(content));
            file.force(true);
        }
        Files.move(temporary, home.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(home, StandardOpenOption.READ)) {
            directory.force(true);
        }
        return sha256;
    }
}
