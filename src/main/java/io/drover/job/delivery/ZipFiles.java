package io.drover.job.delivery;

import io.drover.provider.file.ZipContainer;
import io.drover.provider.format.DeliveryFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Small files in a zip, read whole. What an honest zip has not is refused, as in deliveries. */
public final class ZipFiles {
    private static final int MOST_BYTES = 64 << 20;

    private ZipFiles() {}

    /**
     * Reads all files of a zip.
     *
     * @param what such as "export", for messages
     * @return contents by name, in the zip's order
     * @throws IOException when it is no zip, damaged, encrypted or too large unpacked (64 MB over all), or has links or names that
     *     lead out of it; the message is for the user
     */
    public static Map<String, byte[]> read(Path zip, String what) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        int left = MOST_BYTES;
        try (ZipContainer container = ZipContainer.open(DeliveryFile.of(zip), what)) {
            for (String name : container.names()) {
                try (InputStream in = container.part(name)) {
                    byte[] content = in.readNBytes(left + 1);
                    left -= content.length;
                    if (left < 0) {
                        throw new IOException("the " + what + " has more than " + (MOST_BYTES >> 20) + " MB unpacked");
                    }
                    files.put(name, content);
                }
            }
        }
        return files;
    }
}
