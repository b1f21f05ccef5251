package io.drover.queue.payload;

import io.drover.settings.DataFolder;
import io.drover.settings.Settings;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/** The folder of payloads: where each lies, how a file comes there for good, and how it goes. Who puts and removes does one at a time of each payload. */
final class PayloadFolder {
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private final Path root;
    private final Path incoming;
    private final DataFolder rights;
    private final DurableFolders durable;

    PayloadFolder(Settings settings) {
        this.root = root(settings);
        this.incoming = root.resolve("incoming");
        this.rights = DataFolder.of(settings);
        this.durable = new DurableFolders(root);
        makeRoot();
    }

    private static Path root(Settings settings) {
        String folder = settings.get("drover.data.payload");
        return folder.isEmpty() ? settings.path("drover.data").resolve("payload") : Path.of(folder);
    }

    /** With its rights, before anything makes it without. */
    private void makeRoot() {
        try {
            rights.make(root);
        } catch (IOException e) {
            // Said when something is to be written there
        }
    }

    Path root() {
        return root;
    }

    /** Where what is being written lies. */
    Path incoming() {
        return incoming;
    }

    /** A name for what is being written, which nothing else has. */
    Path newFile() throws IOException {
        return Files.createDirectories(incoming).resolve(UUID.randomUUID().toString());
    }

    /** Where the payload of this content lies, or would. */
    Path path(String sha256) {
        if (!SHA256.matcher(sha256).matches()) {
            throw new IllegalArgumentException("not a SHA-256 in lower-case hexadecimal: " + sha256);
        }
        return root.resolve(sha256.substring(0, 2))
                .resolve(sha256.substring(2, 4))
                .resolve(sha256);
    }

    /**
     * Gives a file its name. That which has the name already, though it should be the same, is not trusted but replaced. A name
     * that is new is given before the content is forced, so that one commit of the file system's journal serves both: nothing
     * refers to it until all is on the disk.
     */
    void put(Path file, FileChannel channel, Path target) throws IOException {
        Map<Path, List<Path>> unforced = durable.make(target.getParent());
        if (Files.exists(target)) {
            channel.force(true);
        }
        rights.apply(file);
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        channel.force(true);
        DurableFolders.force(target.getParent());
        durable.force(unforced);
    }

    /** Removes a file unless another server has written it anew since it was looked at. */
    boolean removeOld(Path path, Instant before) throws IOException {
        Path aside = newFile();
        try {
            Files.move(path, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException e) {
            return false; // another server was faster
        }
        if (isOlder(aside, before)) {
            return Files.deleteIfExists(aside);
        }
        Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE); // the same content, whoever has written it again
        return false;
    }

    static boolean isOlder(Path file, Instant before) throws IOException {
        return Files.getLastModifiedTime(file).toInstant().isBefore(before);
    }
}
