package io.drover.provider.file;

import io.drover.provider.DeliveryException;
import io.drover.provider.format.DeliveryFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
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
 * under a name of theirs. Limits: {@link ZipDirectory#MAX_ENTRIES} and those of {@link Inflation}, over all that is read.
 */
public final class ZipContainer implements Closeable {
    private final String what;
    /** A copy of what is within another file, or null. */
    private final Path copy;

    private final ZipFile zip;
    private final Map<String, NamedEntry> parts = new LinkedHashMap<>();
    private final Inflation inflation;

    /** A part by its name in the directory: the JDK does not read every name as it was meant. */
    private record NamedEntry(String name, ZipEntry entry) {}

    private ZipContainer(String what, Path path, Path copy) throws IOException {
        this.what = what;
        this.copy = copy;
        this.inflation = new Inflation("the " + what, Files.size(path));
        List<ZipDirectory.Entry> directory = directory(path);
        this.zip = open(path);
        List<? extends ZipEntry> entries = Collections.list(zip.entries());
        for (int i = 0; i < entries.size(); i++) {
            String name = directory.get(i).name();
            parts.put(folded(name), new NamedEntry(name, entries.get(i)));
        }
    }

    /**
     * Opens a file.
     *
     * @param what such as "workbook", for messages
     * @throws DeliveryException when it is empty, cut off, encrypted or no zip, or has parts that an honest one has not
     */
    public static ZipContainer open(DeliveryFile file, String what) throws IOException {
        if (file.path().isPresent()) {
            return new ZipContainer(what, file.path().get(), null);
        }
        Path copy = Files.createTempFile("drover-", ".zip");
        try (InputStream in = file.open()) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return new ZipContainer(what, copy, copy);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    private List<ZipDirectory.Entry> directory(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(TextEncoding.HEAD);
        }
        if (head.length == 0) {
            throw new DeliveryException("the file is empty", 0, 0, false);
        }
        if (!ZipDelivery.isZip(head)) {
            boolean begun =
                    head.length < TextEncoding.HEAD && head[0] == 'P'; // not even its first four bytes are there
            throw new DeliveryException(
                    "the file is no " + what + ": " + ContainerDiagnosis.explain(file), 0, 0, begun);
        }
        try {
            List<ZipDirectory.Entry> directory = ZipDirectory.read(file);
            ZipNames.check(directory);
            return directory;
        } catch (DeliveryException e) {
            throw e.in("the " + what);
        }
    }

    private ZipFile open(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile(), ZipDirectory.oldCharset());
        } catch (ZipException | IllegalArgumentException e) {
            throw new DeliveryException(
                    "the " + what + " is damaged (" + e.getMessage() + "): send it again", 0, 0, false);
        }
    }

    /** The names of the parts, as written; folders are none. */
    public List<String> names() {
        return parts.values().stream()
                .filter(part -> !part.entry().isDirectory())
                .map(NamedEntry::name)
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
        NamedEntry part = parts.get(folded(name));
        if (part == null) {
            throw new DeliveryException("the " + what + " has no part " + name, 0, 0, false);
        }
        ZipEntry entry = part.entry();
        try {
            return inflation.new Part().read(zip.getInputStream(entry), entry.getCrc());
        } catch (ZipException e) {
            throw new DeliveryException(
                    "the part " + name + " of the " + what + " is damaged (" + e.getMessage() + "): send it again",
                    0,
                    0,
                    false);
        }
    }

    private static String folded(String name) {
        String path =
                Normalizer.normalize(ZipNames.path(name), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        return path.startsWith("/") ? path.substring(1) : path;
    }

    @Override
    public void close() throws IOException {
        try {
            zip.close();
        } finally {
            if (copy != null) {
                Files.deleteIfExists(copy);
            }
        }
    }
}
