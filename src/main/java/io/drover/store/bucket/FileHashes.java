package io.drover.store.bucket;

import io.drover.store.Store;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The SHA-256 of files in buckets, so that large ones are read for it once. Thread-safe. */
public final class FileHashes {
    private final Store store;

    public FileHashes(Store store) {
        this.store = store;
    }

    /**
     * The SHA-256 that a file had.
     *
     * @param modified microseconds since 1970
     */
    public record FileHash(String file, long bytes, long modified, String sha256) {}

    /** The entries of these files, by name; not all may be there. */
    public Map<String, FileHash> find(String bucket, Collection<String> files) {
        return files.isEmpty()
                ? Map.of()
                : store.jdbi().withHandle(handle -> handle.createQuery(
                                "SELECT file, bytes, modified, sha256 FROM drover.bucket_file"
                                        + " WHERE bucket = :bucket AND file IN (<files>)")
                        .bind("bucket", bucket)
                        .bindList("files", files)
                        .map(ConstructorMapper.of(FileHash.class))
                        .collect(Collectors.toMap(FileHash::file, hash -> hash, (one, other) -> other)));
    }

    /** Enters a hash in the place of the one that the file had. */
    public void put(String bucket, FileHash hash) {
        store.jdbi().useTransaction(handle -> {
            int updated = handle.createUpdate("UPDATE drover.bucket_file SET bytes = :bytes, modified = :modified,"
                            + " sha256 = :sha256 WHERE bucket = :bucket AND file = :file")
                    .bind("bucket", bucket)
                    .bindMethods(hash)
                    .execute();
            if (updated == 0) {
                handle.createUpdate(
                                "INSERT INTO drover.bucket_file (bucket, file, bytes, modified, sha256)"
                                        + " SELECT :bucket, :file, :bytes, :modified, :sha256"
                                        + " WHERE NOT EXISTS (SELECT 1 FROM drover.bucket_file WHERE bucket = :bucket AND file = :file)")
                        .bind("bucket", bucket)
                        .bindMethods(hash)
                        .execute();
            }
        });
    }

    /** Forgets files that are not in the bucket any more. */
    public void remove(String bucket, Collection<String> files) {
        if (!files.isEmpty()) {
            store.jdbi().useHandle(handle -> handle.createUpdate(
                            "DELETE FROM drover.bucket_file WHERE bucket = :bucket AND file IN (<files>)")
                    .bind("bucket", bucket)
                    .bindList("files", files)
                    .execute());
        }
    }
}
