package io.drover.deploy;

import static java.nio.file.FileVisitOption.FOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when the files of definitions or routes have changed and have settled: a change is acted on when the next look finds nothing new, so
 * that a file is not read while an editor writes it. Looks at times and sizes; works on network folders, where events do not.
 */
final class FolderWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FolderWatch.class);
    /** Folders in folders, and no end to it where a link leads to a folder above. */
    private static final int DEPTH = 8;

    private final List<Path> folders;
    private final BooleanSupplier onChange;
    private Map<Path, String> acted;
    private Map<Path, String> seen;

    /** @param onChange false: it could not be acted on yet, and is asked again with the next look */
    FolderWatch(List<Path> folders, BooleanSupplier onChange) {
        this.folders = List.copyOf(folders);
        this.onChange = onChange;
        this.acted = look();
        this.seen = acted;
    }

    @Override
    public void run() {
        try {
            Map<Path, String> now = look();
            if (!now.equals(acted) && now.equals(seen) && onChange.getAsBoolean()) {
                acted = now;
            }
            seen = now;
        } catch (RuntimeException e) {
            LOG.error("the files could not be looked at: {}", e.toString());
        }
    }

    private Map<Path, String> look() {
        Map<Path, String> files = new TreeMap<>();
        for (Path folder : folders) {
            try {
                if (Files.isDirectory(folder)) {
                    Files.walkFileTree(folder, EnumSet.of(FOLLOW_LINKS), DEPTH, new Stamps(files));
                }
            } catch (IOException e) {
                LOG.warn("cannot read {}: {}", folder, e.toString());
            }
        }
        return files;
    }

    private static final class Stamps extends SimpleFileVisitor<Path> {
        private final Map<Path, String> files;

        Stamps(Map<Path, String> files) {
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.put(file, attributes.lastModifiedTime() + "/" + attributes.size());
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // removed between the listing and the look
        }
    }
}
