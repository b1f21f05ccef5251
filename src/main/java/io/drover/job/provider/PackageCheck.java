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

    public static Optional<String> problem(JobDefinition job, Path file) throws IOException {
        try {
            PackageReader.check(DeliveryFile.of(file), job.sourceTables());
            return Optional.empty();
        } catch (DeliveryException e) {
            return Optional.of(e.getMessage());
        }
    }

    public static List<String> entities(Path file) throws IOException {
        try {
            return PackageReader.entities(DeliveryFile.of(file));
        } catch (DeliveryException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    public static Set<String> names(Path file) throws IOException {
        return PackageReader.names(DeliveryFile.of(file));
    }
}
