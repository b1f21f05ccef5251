package io.drover.job.inbox;

import io.drover.bucket.FileHolders;
import io.drover.definition.Catalog;
import io.drover.job.definition.JobDefinition;
import io.drover.provider.format.FileSource;
import io.drover.settings.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of buckets that jobs have taken aside to read them. */
public final class HeldBucketFiles implements FileHolders {
    private final Catalog catalog;
    private final Folders folders;

    public HeldBucketFiles(Catalog catalog, Folders folders) {
        this.catalog = catalog;
        this.folders = folders;
    }

    @Override
    public List<HeldFile> heldOf(String bucket) {
        return catalog.current().all(JobDefinition.class).values().stream()
                .filter(job -> reads(job, bucket))
                .flatMap(job -> entries(folders.loading(job.name())).stream()
                        .flatMap(aside -> entries(aside).stream())
                        .map(file -> new HeldFile(file.getFileName().toString(), file, job.name())))
                .toList();
    }

    private static boolean reads(JobDefinition job, String bucket) {
        return job.source() instanceof FileSource source
                && source.bucket() != null
                && source.bucket().name().equalsIgnoreCase(bucket);
    }

    private static List<Path> entries(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        } catch (NoSuchFileException | NotDirectoryException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
