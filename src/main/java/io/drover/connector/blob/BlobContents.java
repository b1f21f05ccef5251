package io.drover.connector.blob;

import io.drover.http.upload.Upload;
import io.drover.queue.payload.Payload;
import io.drover.queue.payload.PayloadStore;
import io.drover.store.queue.Blob;
import io.drover.store.queue.Blobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.codec.digest.DigestUtils;

/** Writes blobs: as a whole, or block by block. What was answered lies durably in the payload store. */
public final class BlobContents {
    private static final int MOST_WAITING = 100_000;

    private final Blobs blobs;
    private final PayloadStore payloads;
    private final long maxBytes;

    /** @param maxBytes of a blob */
    BlobContents(Blobs blobs, PayloadStore payloads, long maxBytes) {
        this.blobs = blobs;
        this.payloads = payloads;
        this.maxBytes = maxBytes;
    }

    Blob write(Blob blob, Upload upload) throws IOException {
        require(upload.bytes());
        Payload payload = keep(upload);
        return blobs.write(blob.name(), payload.sha256(), payload.bytes());
    }

    /** Takes a block that waits for the list of blocks. */
    void putBlock(Blob blob, String id, Upload upload) throws IOException {
        requireId(id);
        if (upload.bytes() == 0) {
            throw AzureErrors.refusal(400, "InvalidHeaderValue", "The block is empty.");
        }
        List<Blob.Block> waiting = blobs.blocks(blob.name()).stream()
                .filter(block -> !block.committed() && !block.id().equals(id))
                .toList();
        if (waiting.size() >= MOST_WAITING) {
            throw AzureErrors.refusal(
                    409, "BlockCountExceedsLimit", "More than " + MOST_WAITING + " blocks wait for their list.");
        }
        require(waiting.stream().mapToLong(Blob.Block::bytes).sum() + upload.bytes());
        Payload payload = keep(upload);
        blobs.putBlock(blob.name(), new Blob.Block(id, false, payload.sha256(), payload.bytes()));
    }

    /** Makes the blob of the blocks that a list names. */
    Blob commit(Blob blob, BlockList list) throws IOException {
        List<Blob.Block> blocks = list.among(blobs.blocks(blob.name()));
        require(blocks.stream().mapToLong(Blob.Block::bytes).sum());
        Payload payload;
        try (InputStream content = new SequenceInputStream(streams(blocks.iterator()))) {
            payload = payloads.keep(content);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return blobs.commit(blob.name(), blocks, payload.sha256(), payload.bytes());
    }

    /** SequenceInputStream asks for nothing newer. */
    @SuppressWarnings("JdkObsolete")
    private Enumeration<InputStream> streams(Iterator<Blob.Block> blocks) {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return blocks.hasNext();
            }

            @Override
            public InputStream nextElement() {
                try {
                    return Files.newInputStream(
                            payloads.find(blocks.next().sha256()).path());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private Payload keep(Upload upload) throws IOException {
        return upload.content() != null
                ? payloads.keep(upload.content())
                : payloads.adopt(upload.file(), upload.sha256(), upload.bytes());
    }

    private void require(long bytes) {
        require(bytes, maxBytes);
    }

    public static void require(long bytes, long maxBytes) {
        if (bytes > maxBytes) {
            throw AzureErrors.refusal(
                    413,
                    "RequestBodyTooLarge",
                    "The blob would have " + bytes + " octets; drover.blobs.max-size allows " + maxBytes + ".");
        }
    }

    private static void requireId(String id) {
        try {
            int length = Base64.getDecoder().decode(id).length;
            if (length >= 1 && length <= 64) {
                return;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw AzureErrors.refusal(
                400, "InvalidQueryParameterValue", "blockid must be Base64 of 1 to 64 octets, escaped for a URL.");
    }

    /**
     * Checks an upload against the header Content-MD5.
     *
     * @param md5 null: it was not sent
     */
    static void requireMd5(Upload upload, String md5) throws IOException {
        if (md5 == null) {
            return;
        }
        MessageDigest digest = DigestUtils.getMd5Digest();
        try (InputStream content = upload.content() != null
                        ? new ByteArrayInputStream(upload.content())
                        : Files.newInputStream(upload.file());
                DigestInputStream read = new DigestInputStream(content, digest)) {
            read.transferTo(OutputStream.nullOutputStream());
        }
        String found = Base64.getEncoder().encodeToString(digest.digest());
        if (!MessageDigest.isEqual(
                found.getBytes(StandardCharsets.UTF_8), md5.strip().getBytes(StandardCharsets.UTF_8))) {
            throw AzureErrors.refusal(
                    400, "Md5Mismatch", "Content-MD5 says " + md5 + ", and what has come has " + found + ".");
        }
    }
}
