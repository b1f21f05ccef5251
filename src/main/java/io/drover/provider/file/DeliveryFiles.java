package io.drover.provider.file;

import io.drover.provider.DeliveryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files that a delivery consists of. */
public final class DeliveryFiles implements AutoCloseable {
    private final List<DeliveryFile> files;

    private DeliveryFiles(List<DeliveryFile> files) {
        this.files = files;
    }

    /**
     * Opens a delivery.
     *
     * @param delivery a file, or a folder whose files are taken by name, without those whose names begin with a point
     */
    public static DeliveryFiles open(Path delivery) throws IOException {
        if (!Files.isDirectory(delivery)) {
            return new DeliveryFiles(List.of(DeliveryFile.of(delivery)));
        }
        try (Stream<Path> files = Files.list(delivery)) {
            return new DeliveryFiles(files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .map(DeliveryFile::of)
                    .toList());
        }
    }

    public List<DeliveryFile> files() {
        return files;
    }

    /** Removes what was unpacked. */
    @Override
    public void close() {
        // nothing is unpacked yet
    }
}
