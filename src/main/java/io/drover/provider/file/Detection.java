package io.drover.provider.file;

import io.drover.provider.format.DeliveryFile;
import io.drover.provider.format.Format;
import io.drover.provider.format.Formats;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Tells the format of a file by its first bytes, whatever it is called. */
public final class Detection {
    private static final int HEAD = 4096;
    /** Bytes of a zip within another file, inflated, within which the entry stands that says what it is. */
    private static final long WITHIN = 64L * 1024 * 1024;

    private Detection() {}

    /**
     * The format of a file, which may be empty. What no format knows as its own is read as text, whose reader says what is
     * wrong.
     *
     * @throws io.drover.provider.DeliveryException when it is a zip whose directory cannot be read
     */
    public static Format of(DeliveryFile file) throws IOException {
        byte[] head;
        try (InputStream in = file.open()) {
            head = in.readNBytes(HEAD);
        }
        if (ZipDelivery.isZip(head)) {
            return ofZip(file).orElseGet(() -> Formats.ofText(""));
        }
        return Formats.ofText(GzipFile.isGzip(head) ? "" : text(head).stripLeading());
    }

    /** The format of a zip; empty for a zip of other files. */
    static Optional<Format> ofZip(DeliveryFile file) throws IOException {
        if (file.path().isPresent()) {
            return ZipDirectory.read(file.path().get()).stream()
                    .flatMap(entry -> Formats.ofZipWith(entry.name()).stream())
                    .findFirst();
        }
        try (ZipInputStream zip = new ZipInputStream(file.open(), ZipDirectory.oldCharset())) {
            long left = WITHIN;
            for (ZipEntry entry = zip.getNextEntry(); entry != null && left > 0; entry = zip.getNextEntry()) {
                Optional<Format> found = Formats.ofZipWith(entry.getName());
                if (found.isPresent()) {
                    return found;
                }
                for (int n = 0; n >= 0 && left > 0; left -= n) {
                    n = zip.read(new byte[8192]);
                }
            }
        } catch (IllegalArgumentException | ZipException e) {
            throw ZipDirectory.damaged();
        }
        return Optional.empty();
    }

    private static String text(byte[] head) {
        TextEncoding encoding = TextEncoding.ofAscii(head);
        return new String(head, encoding.bomLength(), head.length - encoding.bomLength(), encoding.charset());
    }
}
