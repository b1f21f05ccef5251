package io.drover.queue.payload;

import io.drover.queue.payload.QueueException.Kind;
import io.drover.settings.Settings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * Payloads as content-addressed files below {@code drover.data.payload} ({@code drover.data}/payload): {@code ab/cd/<sha256>}. One that is returned is on the disk
 * (fsynced, renamed, folder fsynced). Refuses new ones while the disk is nearly full or cannot be written. Thread-safe.
 */
public final class PayloadStore {
    private static final int LOCKS = 1024;

    private final PayloadFolder folder;
    private final DiskGuard guard;
    private final Duration grace;
    private final Object[] locks =
            IntStream.range(0, LOCKS).mapToObj(i -> new Object()).toArray();

    public PayloadStore(Settings settings) {
        this.folder = new PayloadFolder(settings);
        this.guard = new DiskGuard(settings, folder.incoming());
        this.grace = settings.seconds("drover.clean-up.grace");
    }

    /**
     * A new file to write an upload to, on the same file system; whoever made it adopts or deletes it.
     *
     * @throws QueueException UNAVAILABLE: see {@link #requireWritable}
     */
    public Path incoming() throws IOException {
        requireWritable();
        return folder.newFile();
    }

    /**
     * Refuses what cannot be kept. To be asked before an upload is read and, as a large one fills the disk while it comes, now
     * and then during it.
     *
     * @throws QueueException UNAVAILABLE: less than drover.min-free-disk is free, or the last write failed and the disk has not
     *     become writable since
     */
    public void requireWritable() {
        guard.require();
    }

    /** Why payloads cannot be written; empty when they can, though they may be refused for want of space. */
    public Optional<String> failing() {
        return guard.failing();
    }

    /** Why payloads are refused; empty when they are not. */
    public Optional<String> trouble() {
        return guard.trouble();
    }

    /**
     * Takes a written file over.
     *
     * @param sha256 of its content, hexadecimal
     */
    public Payload adopt(Path written, String sha256, long bytes) throws IOException {
        requireWritable();
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
            return publish(written, channel, sha256, bytes);
        }
    }

    /** Keeps small content that is in memory. */
    public Payload keep(byte[] content) throws IOException {
        return keep(new ByteArrayInputStream(content));
    }

    /** Keeps what a stream holds. */
    public Payload keep(InputStream content) throws IOException {
        return keep(content, Long.MAX_VALUE);
    }

    /**
     * Keeps what a stream holds.
     *
     * @throws QueueException INVALID when that is more than {@code most} bytes
     */
    public Payload keep(InputStream content, long most) throws IOException {
        Path file = incoming();
        MessageDigest digest = DigestUtils.getSha256Digest();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            OutputStream out = new DigestOutputStream(new ChannelOutput(channel, guard, most), digest);
            long bytes = content.transferTo(out);
            return publish(file, channel, HexFormat.of().formatHex(digest.digest()), bytes);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private Payload publish(Path file, FileChannel channel, String sha256, long bytes) throws IOException {
        Path target = folder.path(sha256);
        synchronized (lock(sha256)) {
            try {
                folder.put(file, channel, target);
            } catch (IOException e) {
                guard.failed(e);
                throw e;
            }
        }
        return new Payload(sha256, bytes, target);
    }

    /**
     * A payload.
     *
     * @throws QueueException MISSING when it is not here: another server has it, or it was removed
     */
    public Payload find(String sha256) {
        Path path = folder.path(sha256);
        try {
            return new Payload(sha256, Files.size(path), path);
        } catch (IOException e) {
            throw new QueueException(
                    Kind.MISSING,
                    "the content is not on this server: another one has it with which this one does not share its payloads"
                            + " (drover.data.payload), or it was removed by hand");
        }
    }

    /** Whether a payload is kept here. */
    public boolean has(String sha256) {
        return Files.exists(folder.path(sha256));
    }

    /** How long a file is left alone after it was written: what will refer to it may not have been entered yet. */
    public Duration grace() {
        return grace;
    }

    /** Where payloads lie, for those who look for orphans. */
    public Path root() {
        return folder.root();
    }

    /** Where what is being written lies. */
    public Path incomingFolder() {
        return folder.incoming();
    }

    /**
     * Removes a payload that nothing refers to. One that was written lately stays: an enqueue of the same content may be about
     * to enter its message. Another server that shares the folder may write it anew between the look and the removal, so that the file is
     * taken aside first: what was written meanwhile is put back.
     *
     * @param before instant of the machine's clock; a younger file stays
     * @param unreferenced asked last
     * @return whether it was removed
     */
    public boolean remove(String sha256, Instant before, BooleanSupplier unreferenced) throws IOException {
        Path path = folder.path(sha256);
        synchronized (lock(sha256)) {
            return Files.exists(path)
                    && PayloadFolder.isOlder(path, before)
                    && unreferenced.getAsBoolean()
                    && folder.removeOld(path, before);
        }
    }

    private Object lock(String sha256) {
        return locks[Math.floorMod(sha256.hashCode(), LOCKS)];
    }
}
