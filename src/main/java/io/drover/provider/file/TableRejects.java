package io.drover.provider.file;

import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.format.RejectsWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Rejects of a format that has a file for each table. When they are of the one table that the delivery's file is, they are a file;
 * else a folder of files that are called as their tables are, which can be dropped again as it is.
 */
public abstract class TableRejects implements RejectsWriter {
    private final Path target;
    private final String table;
    private final String extension;
    /** The files while they are written. */
    private final Path temporary;

    private final Map<Object, Rows> files = new HashMap<>();
    private final List<Path> paths = new ArrayList<>();
    private String onlyTable;

    /** One file that is being written. */
    protected interface Rows extends Closeable {
        void add(SourceTable source, SourceRecord record, String reason) throws IOException;
    }

    /**
     * Prepares; there is no file before the first record.
     *
     * @param target the file or folder
     * @param table the one table that the job gives all records; null when each file's name names its own
     * @param extension of the files in a folder, with its point
     */
    protected TableRejects(Path target, String table, String extension) {
        this.target = target.toAbsolutePath();
        this.table = table;
        this.extension = extension;
        this.temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
    }

    /** Begins a file. */
    protected abstract Rows begin(SourceTable source, OutputStream out) throws IOException;

    /** What of a table makes a file of its own. */
    protected Object key(SourceTable source) {
        return source.name();
    }

    /** Fails rather than leave a record out of the file. */
    protected static void requireWritten(String problem) throws IOException {
        if (problem != null) {
            throw new IOException(problem);
        }
    }

    @Override
    public final void add(SourceTable source, SourceRecord record, String reason) throws IOException {
        Rows rows = files.get(key(source));
        if (rows == null) {
            rows = begin(source, create(source.name()));
            files.put(key(source), rows);
        }
        rows.add(source, record, reason);
    }

    private OutputStream create(String name) throws IOException {
        if (paths.isEmpty()) {
            clean();
            Files.createDirectories(temporary);
            onlyTable = name;
        }
        onlyTable = name.equals(onlyTable) ? name : null;
        String file = FileNaming.safe(name);
        Path path = temporary.resolve(file + extension);
        for (int i = 2; paths.contains(path); i++) {
            path = temporary.resolve(file + ".rejects-" + i + extension); // which names the same table
        }
        paths.add(path);
        return Channels.newOutputStream(
                FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    }

    @Override
    public final boolean finish() throws IOException {
        if (paths.isEmpty()) {
            return false;
        }
        closeFiles();
        for (Path path : paths) {
            force(path, StandardOpenOption.WRITE);
        }
        boolean single = paths.size() == 1
                && (table != null
                        || TableNames.ofFile(target.getFileName().toString()).equalsIgnoreCase(onlyTable));
        if (single) {
            Files.move(paths.get(0), target, StandardCopyOption.ATOMIC_MOVE);
        } else {
            forceFolder(temporary);
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
        forceFolder(target.getParent());
        close();
        return true;
    }

    @Override
    public final void close() throws IOException {
        closeFiles();
        if (!paths.isEmpty()) {
            clean();
            paths.clear();
        }
    }

    private void closeFiles() throws IOException {
        for (Rows rows : files.values()) {
            rows.close();
        }
        files.clear();
    }

    /** Removes what was not finished, now or before a crash. */
    private void clean() throws IOException {
        if (Files.isDirectory(temporary)) {
            try (Stream<Path> remains = Files.list(temporary)) {
                for (Path path : remains.toList()) {
                    Files.delete(path);
                }
            }
            Files.delete(temporary);
        }
    }

    private static void forceFolder(Path folder) throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) { // where a folder cannot be opened
            force(folder, StandardOpenOption.READ);
        }
    }

    private static void force(Path path, StandardOpenOption mode) throws IOException {
        try (FileChannel channel = FileChannel.open(path, mode)) {
            channel.force(true);
        }
    }
}
