package io.drover.addin.images;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The folder of a task's images. Files appear in it as a whole, and names of the outside lead nowhere else. */
final class ImageFolder {
    static final String TEMPORARY = ".drover-";
    static final String PART = ".part";

    /** Of a name without its ending, in bytes: most file systems take 255. */
    private static final int LONGEST_NAME = 180;
    /** Names that Windows has devices for, for folders that it shares. */
    private static final Pattern DEVICE = Pattern.compile("(?i)(con|prn|aux|nul|com\\d|lpt\\d)(\\..*)?");

    private final Path path;

    /** Makes it where it is not there, and clears what a run that broke off has left. */
    ImageFolder(Path path) throws IOException {
        this.path = Files.createDirectories(path);
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.filter(ImageFolder::isTemporary).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static boolean isTemporary(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(TEMPORARY) && name.endsWith(PART);
    }

    Path path() {
        return path;
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** Size of a file in bytes; -1 when it is not there. */
    long size(String name) throws IOException {
        Path file = file(name);
        return Files.isRegularFile(file) ? Files.size(file) : -1;
    }

    /** A place for a file that is not whole yet. */
    Path temporary() {
        return temporary(path);
    }

    static Path temporary(Path folder) {
        return folder.resolve(TEMPORARY + UUID.randomUUID() + PART);
    }

    void put(Path temporary, String name) throws IOException {
        Files.move(temporary, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(file(name));
    }

    /** The names that are taken, as {@link #same}. */
    Set<String> taken() throws IOException {
        Set<String> taken = new HashSet<>();
        try (Stream<Path> files = Files.list(path)) {
            files.forEach(file -> taken.add(same(file.getFileName().toString())));
        }
        return taken;
    }

    /** Equal for names that some file systems do not tell apart. */
    static String same(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /**
     * A name that is only that of a file, whatever came.
     *
     * @param format ending that it gets instead of its own; or empty
     */
    static String safe(String name, String format) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String clean = Normalizer.normalize(last, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\p{Cf}:*?\"<>|]", "_")
                .replaceAll("^[.\\s]+|[.\\s]+$", "");
        int dot = clean.lastIndexOf('.');
        String base = dot > 0 ? clean.substring(0, dot) : clean;
        String ending = dot > 0 ? clean.substring(dot) : "";
        if (!format.isEmpty()) {
            ending = "." + format.toLowerCase(Locale.ROOT);
        }
        if (ending.length() > 10) {
            ending = ending.substring(0, 10);
        }
        while (base.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME) {
            base = base.substring(0, base.offsetByCodePoints(base.length(), -1));
        }
        String safe = (base.isBlank() ? "image" : base) + ending;
        return DEVICE.matcher(safe).matches() ? "_" + safe : safe;
    }

    /** The same name with an addition before its ending. */
    static String with(String name, String addition) {
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? name + "-" + addition : name.substring(0, dot) + "-" + addition + name.substring(dot);
    }
}
