package io.drover.job.provider;

import io.drover.job.definition.JobDefinition;
import io.drover.provider.DeliveryException;
import io.drover.provider.datapackage.PackageReader;
import io.drover.provider.format.DeliveryFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be told of a data package on receipt, in a moment: its directory and its manifest, not its records. */
public final class PackageCheck {
    private PackageCheck() {}

    /**
     * What can be known to be wrong of a data package before a job reads it: no zip, encrypted, without manifest or header, files in
     * folders or missing, none of the job's entities.
     *
     * @return what is wrong, for whoever sent it; empty when nothing is
     */
    public static Optional<String> problem(JobDefinition job, Path file) throws IOException {
        try {
            PackageReader.check(DeliveryFile.of(file), job.sourceTables());
            return Optional.empty();
        } catch (DeliveryException e) {
            return Optional.of(e.getMessage());
        }
    }

    /**
     * The labels of the entities that a data package has.
     *
     * @throws IllegalArgumentException when it is none; the message says why
     */
    public static List<String> entities(Path file) throws IOException {
        try {
            return PackageReader.entities(DeliveryFile.of(file));
        } catch (DeliveryException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** As {@link #entities}, with the names that the entities have in the code. */
    public static Set<String> names(Path file) throws IOException {
        return PackageReader.names(DeliveryFile.of(file));
    }
}
