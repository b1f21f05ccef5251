package io.drover.provider.file;

import io.drover.provider.DeliveryException;
import io.drover.provider.format.DeliveryFile;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** A file that is compressed with gzip, read as what it holds. Its name is that of the file without {@code .gz}. */
final class GzipFile implements DeliveryFile {
    private static final int BUFFER = 64 * 1024;

    private final DeliveryFile file;
    private final Inflation.Part part;

    /** @param packed bytes of the compressed file */
    GzipFile(DeliveryFile file, long packed) {
        this.file = file;
        this.part = new Inflation("the gzip file " + file.name(), packed).new Part();
    }

    static boolean isGzip(byte[] head) {
        return TextEncoding.startsWith(head, 0x1F, 0x8B);
    }

    @Override
    public String name() {
        String name = file.name();
        return name.length() > 3 && name.regionMatches(true, name.length() - 3, ".gz", 0, 3)
                ? name.substring(0, name.length() - 3)
                : name;
    }

    @Override
    public InputStream open() throws IOException {
        InputStream in = file.open();
        try {
            return part.read(new GzipMembers(in, BUFFER), -1);
        } catch (EOFException e) {
            in.close();
            throw new DeliveryException(
                    "the gzip file " + file.name() + " ends in its header: it was cut off", 0, 0, true);
        } catch (ZipException e) {
            in.close();
            throw new DeliveryException(
                    "the gzip file " + file.name() + " is damaged (" + e.getMessage() + "): send it again",
                    0,
                    0,
                    false);
        }
    }
}
