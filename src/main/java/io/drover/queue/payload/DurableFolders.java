package io.drover.queue.payload;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Makes folders, and remembers which of them are on the disk: each is forced there once. Thread-safe. */
final class DurableFolders {
    private final Path root;
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    /** @param root below which, itself included, folders are made */
    DurableFolders(Path root) {
        this.root = root;
    }

    /**
     * Makes a folder and those above it.
     *
     * @return what {@link #force(Map)} has to force: the folders whose entries are new, or may be, and these entries. Not done at once:
     *     when a file in the folder is forced first, one commit of the file system's journal serves all
     */
    Map<Path, List<Path>> make(Path folder) throws IOException {
        Map<Path, List<Path>> unforced = new LinkedHashMap<>();
        make(folder, unforced);
        return unforced;
    }

    private void make(Path folder, Map<Path, List<Path>> unforced) throws IOException {
        if (folder.equals(root.getParent()) || durable.contains(folder)) {
            return;
        }
        Path above = folder.getParent();
        make(above, unforced);
        try {
            Files.createDirectory(folder);
            unforced.put(above, List.of(folder));
        } catch (FileAlreadyExistsException e) {
            // By an earlier process, or by a thread that has not forced it yet
            unforced.put(above, foldersIn(above));
        }
    }

    private static List<Path> foldersIn(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(Files::isDirectory).toList();
        }
    }

    void force(Map<Path, List<Path>> unforced) throws IOException {
        for (Map.Entry<Path, List<Path>> folder : unforced.entrySet()) {
            force(folder.getKey());
            durable.addAll(folder.getValue());
        }
    }

    /** Forces the entries of a folder to the disk. */
    static void force(Path folder) throws IOException {
        if (!System.getProperty("os.name").startsWith("Windows")) { // where a folder cannot be opened
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
