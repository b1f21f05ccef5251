package io.drover.provider.file;

import io.drover.provider.DeliveryFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What a file holds, told by its first bytes whatever it is called. */
public enum Content {
    XML,
    JSON,
    /** Delimited text, or anything that is nothing else. */
    CSV,
    /** An Excel workbook. */
    EXCEL,
    /** A data package of Dynamics 365. */
    PACKAGE,
    /** A zip of other files. */
    ZIP,
    GZIP;

    private static final int HEAD = 4096;
    /** Bytes of a zip within another file, inflated, within which the entry stands that says what it is. */
    private static final long WITHIN = 64L * 1024 * 1024;

    private static final Set<String> OF_PACKAGE = Set.of("manifest.xml", "packageheader.xml");

    /**
     * Looks at a file; it may be empty.
     *
     * @throws io.drover.provider.DeliveryException when it is a zip whose directory cannot be read
     */
    public static Content of(DeliveryFile file) throws IOException {
        byte[] head;
        try (InputStream in = file.open()) {
            head = in.readNBytes(HEAD);
        }
        if (GzipFile.isGzip(head)) {
            return GZIP;
        }
        return ZipDelivery.isZip(head) ? ofZip(file) : ofText(head);
    }

    private static Content ofZip(DeliveryFile file) throws IOException {
        if (file.path().isPresent()) {
            for (ZipDirectory.Entry entry : ZipDirectory.read(file.path().get())) {
                Content content = ofEntry(entry.name());
                if (content != ZIP) {
                    return content;
                }
            }
            return ZIP;
        }
        try (ZipInputStream zip = new ZipInputStream(file.open(), ZipDirectory.oldCharset())) {
            long left = WITHIN;
            for (ZipEntry entry = zip.getNextEntry(); entry != null && left > 0; entry = zip.getNextEntry()) {
                Content content = ofEntry(entry.getName());
                if (content != ZIP) {
                    return content;
                }
                for (int n = 0; n >= 0 && left > 0; left -= n) {
                    n = zip.read(new byte[8192]);
                }
            }
        } catch (IllegalArgumentException e) {
            throw ZipDirectory.damaged();
        }
        return ZIP;
    }

    private static Content ofEntry(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("[content_types].xml") ? EXCEL : OF_PACKAGE.contains(lower) ? PACKAGE : ZIP;
    }

    private static Content ofText(byte[] head) {
        TextEncoding encoding = TextEncoding.of(head, null);
        boolean zeroFirst = head.length > 1 && head[0] == 0;
        boolean zeroSecond = head.length > 1 && head[1] == 0;
        String text = new String(
                head,
                encoding.bomLength(),
                head.length - encoding.bomLength(),
                zeroFirst ? StandardCharsets.UTF_16BE : zeroSecond ? StandardCharsets.UTF_16LE : encoding.charset());
        String start = text.stripLeading();
        if (start.startsWith("<")) {
            return XML;
        }
        return start.startsWith("{") || start.startsWith("[") ? JSON : CSV;
    }
}
