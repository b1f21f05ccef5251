package io.drover.provider.file;

import io.drover.provider.DeliveryException;
import io.drover.provider.format.DeliveryFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files that a delivery consists of. What is compressed with gzip is read as what it holds, and a zip as the files in it,
 * whatever they are called; but workbooks and data packages, which are zips themselves, are left whole.
 */
public final class DeliveryFiles implements AutoCloseable {
    private final List<DeliveryFile> files = new ArrayList<>();
    private final List<ZipDelivery> zips = new ArrayList<>();

    private DeliveryFiles() {}

    /** Opens a delivery; zips are unpacked, those excepted that are files of a format. */
    public static DeliveryFiles open(Path delivery) throws IOException {
        return open(delivery, false);
    }

    /**
     * Opens a delivery.
     *
     * @param delivery a file, or a folder whose files are taken by name, without those whose names begin with a point
     * @param zipsWhole whether a zip is left whole in any case: for those who say better what is wrong with it
     * @throws DeliveryException when a zip cannot be read, or must not be
     */
    public static DeliveryFiles open(Path delivery, boolean zipsWhole) throws IOException {
        DeliveryFiles opened = new DeliveryFiles();
        try {
            for (Path path : paths(delivery)) {
                opened.add(path, zipsWhole);
            }
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static List<Path> paths(Path delivery) throws IOException {
        if (!Files.isDirectory(delivery)) {
            return List.of(delivery);
        }
        try (Stream<Path> files = Files.list(delivery)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private void add(Path path, boolean zipsWhole) throws IOException {
        DeliveryFile file = DeliveryFile.of(path);
        byte[] head = head(file);
        if (GzipFile.isGzip(head)) {
            files.add(unwrapped("gzip file", new GzipFile(file, Files.size(path))));
        } else if (zipsWhole) {
            files.add(file); // its format says best what it is
        } else if (!ZipDelivery.isZip(head)) {
            Damage.refuse(file.name(), head);
            ForeignFile.refuse(head, "the file");
            files.add(file);
        } else if (Detection.ofZip(file).isPresent()) {
            files.add(file);
        } else {
            addZip(path);
        }
    }

    private void addZip(Path path) throws IOException {
        ZipDelivery zip = ZipDelivery.open(path);
        zips.add(zip);
        if (zip.files().isEmpty()) {
            throw new DeliveryException("the zip " + path.getFileName() + " holds no files", 0, 0, false);
        }
        for (DeliveryFile inside : zip.files()) {
            files.add(unwrapped("zip", inside));
        }
    }

    private static DeliveryFile unwrapped(String wrapping, DeliveryFile inside) throws IOException {
        byte[] head;
        try {
            head = head(inside);
        } catch (DeliveryException e) {
            return inside; // its reader meets it again, after what is good before it
        }
        if (ZipDelivery.isZip(head) && Detection.ofZip(inside).isEmpty()) {
            throw fault("the " + wrapping + " holds another zip, " + inside.name() + ": send that, or the files in it");
        }
        if (GzipFile.isGzip(head)) {
            throw fault("the " + wrapping + " holds " + inside.name()
                    + ", which is compressed itself: pack the files as they are");
        }
        ForeignFile.refuse(head, "the file " + inside.name() + " in the " + wrapping);
        return inside;
    }

    private static DeliveryException fault(String message) {
        return new DeliveryException(message, 0, 0, false);
    }

    private static byte[] head(DeliveryFile file) throws IOException {
        try (InputStream in = file.open()) {
            return in.readNBytes(ForeignFile.HEAD);
        }
    }

    public List<DeliveryFile> files() {
        return List.copyOf(files);
    }

    @Override
    public void close() throws IOException {
        for (ZipDelivery zip : zips) {
            zip.close();
        }
    }
}
