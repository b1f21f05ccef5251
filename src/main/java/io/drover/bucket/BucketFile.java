package io.drover.bucket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A file of a bucket.
 *
 * @param path where it lies now: in the bucket's folder, or with the job that reads it
 * @param heldBy the job that reads it, or null
 */
public record BucketFile(String name, Path path, long bytes, Instant modified, String heldBy) {

    /** @throws java.nio.file.NoSuchFileException when it is gone */
    static BucketFile of(String name, Path path, String heldBy) throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        return new BucketFile(
                name, path, found.size(), found.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MICROS), heldBy);
    }

    /** Its time in microseconds since 1970. */
    long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, modified);
    }
}
