package io.drover.provider.file;

import io.drover.provider.DeliveryException;
import io.drover.provider.DeliveryFile;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A file that is a zip inside, as workbooks and data packages are. Its parts are read where they stand, and nothing is unpacked
 * under a name of theirs. What is read is counted while it is inflated: the sizes that a zip states are not believed.
 */
public final class ZipContainer implements Closeable {
    /** Parts of one container. */
    static final int MAX_PARTS = 10_000;
    /** How many times as large as the container its parts may be, all that is read taken together. */
    static final int MAX_RATIO = 250;
    /** Bytes that may always be read. */
    private static final long FREE = 64L * 1024 * 1024;

    private static final byte[] END = {'P', 'K', 5, 6};
    private static final int END_WITHIN = 65_535 + 22;

    private final Path copy;
    private final ZipFile zip;
    private final Map<String, ZipEntry> parts = new LinkedHashMap<>();
    private final long limit;
    private long inflated;

    private ZipContainer(Path copy, String what) throws IOException {
        this.copy = copy;
        this.limit = Math.max(FREE, MAX_RATIO * Files.size(copy));
        this.zip = open(copy, what);
        for (ZipEntry entry : Collections.list(zip.entries())) {
            parts.putIfAbsent(folded(entry.getName()), entry);
        }
        if (zip.size() > MAX_PARTS) {
            zip.close();
            throw fault("the " + what + " has " + zip.size() + " parts; the limit is " + MAX_PARTS);
        }
    }

    /**
     * Opens a file, of which a temporary copy is made.
     *
     * @param what such as "workbook", for messages
     * @throws DeliveryException when it is empty, cut off, encrypted or no zip
     */
    public static ZipContainer open(DeliveryFile file, String what) throws IOException {
        Path copy = Files.createTempFile("drover-", ".zip");
        try (InputStream in = file.open()) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return new ZipContainer(copy, what);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    private static ZipFile open(Path file, String what) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(4);
        }
        if (head.length == 0) {
            throw fault("the file is empty");
        }
        if (head[0] != 'P' || head.length > 1 && head[1] != 'K') {
            throw fault("the file is no " + what + ": " + NotZip.explain(file));
        }
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            if (String.valueOf(e.getMessage()).contains("encrypted")) {
                throw fault("the " + what + " is encrypted: save it without a password");
            }
            if (!endsAsZip(file)) {
                throw new DeliveryException(
                        "the " + what + " ends before it is complete: send the whole file again", 0, 0, true);
            }
            throw fault("the " + what + " is damaged (" + e.getMessage() + "): send it again");
        } catch (IllegalArgumentException e) { // names that are no UTF-8
            throw fault("the " + what + " is damaged (" + e.getMessage() + "): send it again");
        }
    }

    private static boolean endsAsZip(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "r")) {
            int length = (int) Math.min(bytes.length(), END_WITHIN);
            byte[] tail = new byte[length];
            bytes.seek(bytes.length() - length);
            bytes.readFully(tail);
            return new String(tail, StandardCharsets.ISO_8859_1).contains(new String(END, StandardCharsets.ISO_8859_1));
        }
    }

    /** The names of the parts, as written; folders are none. */
    public List<String> names() {
        return parts.values().stream()
                .filter(entry -> !entry.isDirectory())
                .map(ZipEntry::getName)
                .toList();
    }

    /** Whether there is a part of that name, in any case. */
    public boolean has(String name) {
        return parts.containsKey(folded(name));
    }

    /**
     * Opens a part.
     *
     * @param name in any case; a slash at its beginning does not matter
     * @throws DeliveryException when there is none
     */
    public InputStream part(String name) throws IOException {
        ZipEntry entry = parts.get(folded(name));
        if (entry == null) {
            throw fault("the part " + name + " is missing");
        }
        return new Counted(zip.getInputStream(entry), name);
    }

    private static String folded(String name) {
        String path = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return path.startsWith("/") ? path.substring(1) : path;
    }

    /** Stops a part that was made to inflate without end. */
    private final class Counted extends FilterInputStream {
        private final String name;

        private Counted(InputStream in, String name) {
            super(in);
            this.name = name;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int n;
            try {
                n = super.read(buffer, offset, length);
            } catch (ZipException e) {
                throw fault("the part " + name + " is damaged (" + e.getMessage() + "): send the file again");
            }
            inflated += Math.max(n, 0);
            if (inflated > limit) {
                throw fault("the part " + name + " is suspicious: it inflates to more than " + MAX_RATIO
                        + " times the size of the whole file");
            }
            return n;
        }
    }

    private static DeliveryException fault(String message) {
        return new DeliveryException(message, 0, 0, false);
    }

    @Override
    public void close() throws IOException {
        try {
            zip.close();
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
