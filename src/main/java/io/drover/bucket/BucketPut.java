package io.drover.bucket;

import io.drover.bucket.BucketException.Kind;
import io.drover.bucket.definition.BucketDefinition.Existing;
import io.drover.bucket.file.AtomicMoves;
import io.drover.bucket.file.FolderSync;
import io.drover.bucket.file.NumberedNames;
import io.drover.store.Crashpoint;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One file that comes into a bucket: under a temporary name, to the disk, then by its name. Used once. */
final class BucketPut {
    private static final int MOST_NUMBERS = 10_000;

    private final Bucket bucket;
    private final String name;

    /** @throws BucketException when no file may be called so */
    BucketPut(Bucket bucket, String name) {
        this.bucket = bucket;
        this.name = BucketFileName.of(name);
    }

    /**
     * Puts content there.
     *
     * @param content a file, which is gone when it lies on the same file system; null: nothing
     * @throws BucketException when the name is taken and the bucket refuses that, or a job reads the file
     */
    BucketFile place(Path content) throws IOException {
        requirePossible();
        Path folder = Files.createDirectories(bucket.folder());
        Path temporary = folder.resolve("." + UUID.randomUUID() + ".part");
        try {
            take(content, temporary);
            FolderSync.syncFile(temporary);
            Crashpoint.reached("bucket.beforeRename");
            String placed = rename(temporary, folder);
            Crashpoint.reached("bucket.afterRename");
            FolderSync.sync(folder);
            return BucketFile.of(placed, folder.resolve(placed), null);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Before anything is written. */
    private void requirePossible() throws IOException {
        Optional<BucketFile> taken = bucket.existing(name);
        if (taken.isPresent() && bucket.definition().existing() == Existing.REFUSE) {
            throw taken();
        } else if (taken.isPresent() && bucket.definition().existing() == Existing.REPLACE) {
            bucket.requireFree(taken.get());
        }
    }

    private BucketException taken() {
        return new BucketException(
                Kind.CONFLICT,
                "there is a file '" + name + "' in the bucket " + bucket.name()
                        + " already, whose definition says existing=\"refuse\"");
    }

    private static void take(Path content, Path temporary) throws IOException {
        if (content == null) {
            Files.createFile(temporary);
            return;
        }
        try {
            Files.move(content, temporary, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.copy(content, temporary);
        }
    }

    private String rename(Path temporary, Path folder) throws IOException {
        return switch (bucket.definition().existing()) {
            case REPLACE -> {
                Optional<BucketFile> taken = bucket.existing(name);
                taken.ifPresent(bucket::requireFree);
                String as = taken.map(BucketFile::name).orElse(name); // it keeps its case
                Files.move(temporary, folder.resolve(as), StandardCopyOption.ATOMIC_MOVE);
                yield as;
            }
            case REFUSE -> {
                if (bucket.existing(name).isPresent()
                        || !AtomicMoves.withoutReplacing(temporary, folder.resolve(name))) {
                    throw taken();
                }
                yield name;
            }
            case NUMBER -> numbered(temporary, folder);
        };
    }

    private String numbered(Path temporary, Path folder) throws IOException {
        Set<String> taken = bucket.keys();
        for (int i = 1; i <= MOST_NUMBERS; i++) {
            String free = i == 1 ? name : NumberedNames.beforeExtension(name, "-" + i);
            if (!taken.contains(BucketFileName.key(free))
                    && AtomicMoves.withoutReplacing(temporary, folder.resolve(free))) {
                return free;
            }
        }
        throw new BucketException(
                Kind.CONFLICT,
                "there are " + MOST_NUMBERS + " files like '" + name + "' in the bucket " + bucket.name()
                        + ": delete some");
    }
}
