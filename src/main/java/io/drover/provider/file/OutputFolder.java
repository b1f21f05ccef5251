package io.drover.provider.file;

import io.drover.provider.format.OutputFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** The files of one run, under temporary names until they are published: flushed to the disk, then renamed. */
public final class OutputFolder implements OutputFiles, AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    private final Path folder;
    private final FileNaming naming;
    private final boolean skipWhenEmpty;
    /** Temporary file by final name. */
    private final Map<Path, Path> files = new LinkedHashMap<>();

    private final List<Path> published = new ArrayList<>();

    /**
     * Describes the folder; nothing is made before the first file.
     *
     * @param skipWhenEmpty whether nothing is published when no row was written
     */
    public OutputFolder(Path folder, FileNaming naming, boolean skipWhenEmpty) {
        this.folder = folder;
        this.naming = naming;
        this.skipWhenEmpty = skipWhenEmpty;
    }

    @Override
    public OutputStream create(String table) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve(naming.name(table));
        Path temporary = file.resolveSibling("." + file.getFileName() + ".part");
        if (files.putIfAbsent(file, temporary) != null) {
            throw new FileAlreadyExistsException(
                    file + " would be written twice: put {table} into the name of the file");
        }
        OutputStream out = Channels.newOutputStream(FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE));
        return file.toString().endsWith(".gz") ? new GZIPOutputStream(out, BUFFER) : out;
    }

    /** Gives the files their names, replacing those of earlier runs. */
    void publish(boolean rows) throws IOException {
        if (!rows && skipWhenEmpty) {
            return;
        }
        for (Path temporary : files.values()) {
            force(temporary, StandardOpenOption.WRITE);
        }
        for (Map.Entry<Path, Path> file : files.entrySet()) {
            Files.move(file.getValue(), file.getKey(), StandardCopyOption.ATOMIC_MOVE);
            published.add(file.getKey());
        }
        if (!files.isEmpty()
                && !System.getProperty("os.name").startsWith("Windows")) { // where a folder cannot be opened
            force(folder, StandardOpenOption.READ);
        }
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }

    /** The files that were published. */
    List<Path> published() {
        return List.copyOf(published);
    }

    /** Removes what was not published. */
    @Override
    public void close() throws IOException {
        for (Path temporary : files.values()) {
            Files.deleteIfExists(temporary);
        }
    }
}
