package io.drover.http.upload;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** Where the body of one request goes as it comes, hashed on its way. Used by one thread at a time. */
final class UploadFile {
    private static final long FLUSH = 32 * 1024 * 1024;

    private final Path folder;
    private final MessageDigest hash = DigestUtils.getSha256Digest();
    private Path path;
    private long unflushed;
    private FileChannel channel;

    UploadFile(Path folder) {
        this.folder = folder;
    }

    Upload inMemory(List<ByteBuffer> chunks, int bytes) {
        ByteBuffer content = ByteBuffer.allocate(bytes);
        chunks.forEach(content::put);
        return new Upload(content.array(), null, HexFormat.of().formatHex(hash.digest(content.array())), bytes);
    }

    Upload write(List<ByteBuffer> chunks) throws IOException {
        if (channel == null) {
            Files.createDirectories(folder);
            path = Files.createTempFile(folder, "upload-", ".part");
            channel = FileChannel.open(path, StandardOpenOption.WRITE);
        }
        for (ByteBuffer chunk : chunks) {
            hash.update(chunk.duplicate());
            while (chunk.hasRemaining()) {
                unflushed += channel.write(chunk);
            }
        }
        return null;
    }

    /** Whether so much was written that the disk should begin: else it would stand still until all has come. */
    boolean isToBeFlushed() {
        boolean due = unflushed >= FLUSH;
        unflushed = due ? 0 : unflushed;
        return due;
    }

    /**
     * Brings what was written to the disk. May run beside {@link #write}.
     *
     * @return nothing
     */
    Void flush() throws IOException {
        channel.force(false);
        return null;
    }

    Upload end(List<ByteBuffer> chunks, long bytes) throws IOException {
        write(chunks);
        channel.close();
        return new Upload(null, path, HexFormat.of().formatHex(hash.digest()), bytes);
    }

    /** Removes what has been written. */
    Void delete() throws IOException {
        if (channel != null) {
            channel.close();
            Files.deleteIfExists(path);
        }
        return null;
    }
}
