package io.drover.job.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the file system says of a delivery: sizes, times and identities of its files. It is the same as long as nobody writes to them, not even one who
 * had opened a file before it was taken aside. A change of the content that leaves size and time as they were is not seen.
 *
 * @param files by their names in the delivery
 */
public record Stamp(Map<String, FileStamp> files) {

    /** One file; {@code identity} is null where the file system does not tell. */
    private record FileStamp(long size, FileTime modified, Object identity) {
        private static FileStamp read(Path file) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            boolean folder = attributes.isDirectory();
            return folder // whose files tell what has changed
                    ? new FileStamp(0, FileTime.fromMillis(0), attributes.fileKey())
                    : new FileStamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey());
        }
    }

    /**
     * The stamp of a delivery as it is now.
     *
     * @throws NoSuchFileException when there is no such file or folder
     */
    public static Stamp of(Path delivery) throws IOException {
        Map<String, FileStamp> files = new TreeMap<>();
        files.put("", FileStamp.read(delivery));
        if (Files.isDirectory(delivery)) {
            try (Stream<Path> entries = Files.list(delivery)) {
                for (Path file : (Iterable<Path>) entries::iterator) {
                    files.put(file.getFileName().toString(), FileStamp.read(file));
                }
            }
        }
        return new Stamp(files);
    }

    /** Whether it is still that file or folder that lies there, changed or not. */
    public boolean isOf(Path delivery) {
        try {
            return Objects.equals(files.get("").identity, FileStamp.read(delivery).identity);
        } catch (IOException e) {
            return false;
        }
    }

    /** Says what has changed since then; empty when nothing has. */
    public Optional<String> change(Path delivery) throws IOException {
        Stamp now;
        try {
            now = of(delivery);
        } catch (NoSuchFileException e) {
            return Optional.of(Path.of(e.getFile()).getFileName() + " is gone");
        }
        Set<String> names = new TreeSet<>(files.keySet());
        names.addAll(now.files.keySet());
        return names.stream()
                .filter(name -> !Objects.equals(files.get(name), now.files.get(name)))
                .findFirst()
                .map(name -> difference(
                        name.isEmpty() ? delivery.getFileName().toString() : name,
                        files.get(name),
                        now.files.get(name)));
    }

    private static String difference(String name, FileStamp before, FileStamp now) {
        if (before == null) {
            return name + " was added";
        } else if (now == null) {
            return name + " is gone";
        } else if (!Objects.equals(before.identity, now.identity)) {
            return "another file took the place of " + name;
        } else if (before.size != now.size) {
            long bytes = Math.abs(now.size - before.size);
            return name + " has " + bytes + (bytes == 1 ? " byte" : " bytes")
                    + (now.size > before.size ? " more" : " less");
        }
        return name + " was written to";
    }

    /** Fails when the delivery is not what it was. */
    void requireSame(Path delivery) throws IOException {
        Optional<String> change = change(delivery);
        if (change.isPresent()) {
            throw new DeliveryChangedException(delivery.getFileName().toString(), change.get());
        }
    }
}
