package io.drover.api.local;

import io.drover.api.OperationException;
import io.drover.bucket.Bucket;
import io.drover.bucket.Buckets;
import io.drover.bucket.definition.BucketDefinition;
import io.drover.bucket.definition.BucketText;
import io.drover.definition.Catalog;
import io.drover.job.definition.JobDefinition;
import io.drover.provider.format.FileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of buckets that are written and removed by operations. */
final class BucketFiles {
    private final Catalog catalog;
    private final Path folder;
    private final WrittenDefinitions files;

    /** @param folder of the files that define buckets */
    BucketFiles(Catalog catalog, Path folder, boolean serving) {
        this.catalog = catalog;
        this.folder = folder;
        this.files = new WrittenDefinitions(catalog, serving);
    }

    BucketDefinition put(String code, String title) throws IOException, InterruptedException {
        BucketDefinition before = Buckets.of(catalog.current()).get(code);
        if (before != null && before.head().title().equals(title)) {
            return before;
        }
        boolean defined = catalog.has(BucketDefinition.class, code);
        Path file = defined ? before.file() : folder.resolve((before == null ? code : before.name()) + ".xml");
        if (!defined && Files.exists(file)) {
            throw new OperationException(
                    409, "there is a file " + file.getFileName() + " that is not in force: drover validate says why");
        }
        BucketDefinition wanted =
                before == null ? BucketDefinition.plain(code, title, file) : before.titled(title, file);
        return files.place(BucketDefinition.class, file, BucketText.of(wanted), (now, written) -> now.head()
                .title()
                .equals(written.head().title()));
    }

    void remove(Bucket bucket) throws IOException, InterruptedException {
        String name = bucket.name();
        if (BucketDefinition.SHIPPED.stream().anyMatch(name::equalsIgnoreCase)) {
            throw new OperationException(409, "the bucket " + name + " is always there; its files can be deleted");
        }
        List<String> users = catalog.current().all(JobDefinition.class).values().stream()
                .filter(job -> uses(job, name))
                .map(JobDefinition::name)
                .toList();
        if (!users.isEmpty()) {
            throw new OperationException(
                    409,
                    "the bucket " + name + " is named by jobs: " + String.join(", ", users) + "; change those first");
        }
        bucket.removeFolder();
        Files.deleteIfExists(bucket.definition().file());
        files.await(BucketDefinition.class, name, now -> now == null);
    }

    private static boolean uses(JobDefinition job, String bucket) {
        return job.source() instanceof FileSource source
                && source.bucket() != null
                && source.bucket().names().anyMatch(bucket::equalsIgnoreCase);
    }
}
