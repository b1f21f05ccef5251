package io.drover.job.inbox;

import io.drover.bucket.FilePattern;
import io.drover.definition.Catalog;
import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.job.definition.JobDefinition;
import io.drover.provider.format.BucketSource;
import io.drover.provider.format.FileSource;
import io.drover.settings.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;

/** Where the deliveries of jobs wait, and where they go: a job's Inbox, Archive and Failed, or the buckets that its source names. */
final class DeliveryPlaces {
    private final Catalog catalog;
    private final Folders folders;
    /** The definitions as they were before any were taken up; null until somebody asks. */
    private Definitions read;

    DeliveryPlaces(Catalog catalog, Folders folders) {
        this.catalog = catalog;
        this.folders = folders;
    }

    /** The bucket that a job reads; empty when it has an inbox of its own, or is no more. */
    Optional<BucketSource> bucket(String job) {
        JobDefinition definition = definitions().all(JobDefinition.class).get(job);
        return definition != null && definition.source() instanceof FileSource source
                ? Optional.ofNullable(source.bucket())
                : Optional.empty();
    }

    /** A server that starts puts right what a crash has left before it takes up the definitions: they are read for that. */
    private synchronized Definitions definitions() {
        Definitions now = catalog.current();
        if (now != Definitions.NONE) {
            return now;
        }
        if (read == null) {
            read = DefinitionLoader.load(folders.root(), Definitions.NONE);
        }
        return read;
    }

    /** Where they wait. */
    Path inbox(String job) {
        return bucket(job).map(bucket -> folders.bucket(bucket.name())).orElseGet(() -> folders.inbox(job));
    }

    /** Where they lie while the job has them. */
    Path loading(String job) {
        return folders.loading(job);
    }

    /** Where they go when they are loaded. */
    Path archive(String job) {
        return bucket(job)
                .map(bucket -> folders.bucket(bucket.then().processed()))
                .orElseGet(() -> folders.archive(job));
    }

    /** Where they go when they are not. */
    Path failed(String job) {
        return bucket(job)
                .map(bucket -> folders.bucket(bucket.then().invalid()))
                .orElseGet(() -> folders.failed(job));
    }

    /** Where they go unread. */
    Path skipped(BucketSource bucket) {
        return folders.bucket(bucket.then().skipped());
    }

    /** Whether what lies there under a name is for the job. */
    boolean takes(String job, String name) {
        return bucket(job)
                .map(bucket -> FilePattern.of(bucket.files()).matches(name))
                .orElse(true);
    }

    /** The order in which they are read. */
    Comparator<Path> order(String job) {
        return bucket(job).filter(BucketSource::byTime).isPresent()
                ? Comparator.comparing(DeliveryPlaces::time).thenComparing(Comparator.naturalOrder())
                : Comparator.naturalOrder();
    }

    private static long time(Path file) {
        try {
            return Files.getLastModifiedTime(file).toMillis();
        } catch (IOException e) {
            return 0; // gone since the folder was listed
        }
    }
}
