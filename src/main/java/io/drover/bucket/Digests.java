package io.drover.bucket;

import io.drover.store.bucket.FileHashes;
import io.drover.store.bucket.FileHashes.FileHash;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/** The SHA-256 of files in buckets: each is read once, and again when it has changed. Thread-safe. */
final class Digests {
    private static final int AT_ONCE = 500;

    private final FileHashes hashes;

    Digests(FileHashes hashes) {
        this.hashes = hashes;
    }

    Map<String, String> of(String bucket, List<BucketFile> files) throws IOException {
        Map<String, String> all = new HashMap<>();
        for (int i = 0; i < files.size(); i += AT_ONCE) {
            some(bucket, files.subList(i, Math.min(files.size(), i + AT_ONCE)), all);
        }
        return all;
    }

    private void some(String bucket, List<BucketFile> files, Map<String, String> all) throws IOException {
        Map<String, FileHash> known =
                hashes.find(bucket, files.stream().map(BucketFile::name).toList());
        for (BucketFile file : files) {
            FileHash hash = known.get(file.name());
            if (hash != null && hash.bytes() == file.bytes() && hash.modified() == file.micros()) {
                all.put(file.name(), hash.sha256());
                continue;
            }
            try (InputStream content = Files.newInputStream(file.path())) {
                String sha256 = DigestUtils.sha256Hex(content);
                hashes.put(bucket, new FileHash(file.name(), file.bytes(), file.micros(), sha256));
                all.put(file.name(), sha256);
            } catch (NoSuchFileException e) {
                // Gone since the folder was listed
            }
        }
    }

    void forget(String bucket, List<String> files) {
        hashes.remove(bucket, files);
    }
}
