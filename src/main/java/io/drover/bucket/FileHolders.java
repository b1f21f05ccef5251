package io.drover.bucket;

import java.nio.file.Path;
import java.util.List;

/** Who knows which files of buckets are being read: they lie elsewhere meanwhile, and still are the bucket's. */
@FunctionalInterface
public interface FileHolders {
    /** Nobody reads any. */
    FileHolders NONE = bucket -> List.of();

    /** The files of a bucket that jobs read now. */
    List<HeldFile> heldOf(String bucket);

    /** A file that a job reads. */
    record HeldFile(String name, Path path, String job) {}
}
