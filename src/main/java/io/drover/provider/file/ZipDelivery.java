package io.drover.provider.file;

import io.drover.provider.DeliveryException;
import io.drover.provider.format.DeliveryFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip whose files are a delivery. They are read where they stand, as often as needed; nothing is unpacked to the disk. Limits:
 * {@link ZipDirectory#MAX_ENTRIES} and those of {@link Inflation}, over all files together.
 */
final class ZipDelivery implements Closeable {
    private final ZipFile zip;
    private final List<DeliveryFile> files = new ArrayList<>();

    private ZipDelivery(Path path) throws IOException {
        List<ZipDirectory.Entry> directory = ZipDirectory.read(path);
        ZipNames.check(directory);
        try {
            zip = new ZipFile(path.toFile(), ZipDirectory.oldCharset());
        } catch (ZipException e) {
            throw ZipDirectory.damaged();
        }
        Inflation inflation = new Inflation("the zip " + path.getFileName(), Files.size(path));
        List<? extends ZipEntry> entries = Collections.list(zip.entries());
        for (int i = 0; i < entries.size(); i++) {
            String name = directory.get(i).name();
            if (ZipNames.isData(name)) {
                files.add(new EntryFile(ZipNames.last(name), entries.get(i), inflation));
            }
        }
        files.sort(Comparator.comparing(DeliveryFile::name));
    }

    /**
     * Opens a zip.
     *
     * @throws DeliveryException when it is cut off, damaged or encrypted, or has entries that an honest one has not
     */
    static ZipDelivery open(Path path) throws IOException {
        return new ZipDelivery(path);
    }

    static boolean isZip(byte[] head) {
        return TextEncoding.startsWith(head, 'P', 'K', 3, 4) || TextEncoding.startsWith(head, 'P', 'K', 5, 6);
    }

    List<DeliveryFile> files() {
        return List.copyOf(files);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** One file of the zip. */
    private final class EntryFile implements DeliveryFile {
        private final String name;
        private final ZipEntry entry;
        private final Inflation.Part part;

        private EntryFile(String name, ZipEntry entry, Inflation inflation) {
            this.name = name;
            this.entry = entry;
            this.part = inflation.new Part();
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public InputStream open() throws IOException {
            try {
                return part.read(zip.getInputStream(entry), entry.getCrc());
            } catch (ZipException e) {
                throw new DeliveryException(
                        "the file " + name + " in the zip is damaged or packed in a way that is not known ("
                                + e.getMessage() + ")",
                        0,
                        0,
                        false);
            }
        }
    }
}
