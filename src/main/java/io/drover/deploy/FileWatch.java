package io.drover.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when the files that a server goes by have changed and have settled: a change is acted on when the next look finds nothing new, so
 * that a file is not read while an editor writes it. Looks at times and sizes; works on network folders, where events do not.
 */
final class FileWatch implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);

    private final Supplier<Collection<Path>> files;
    private final BooleanSupplier onChange;
    private Map<Path, String> acted;
    private Map<Path, String> seen;

    /**
     * @param files to look at now; one that is not there is looked for
     * @param onChange false: it could not be acted on yet, and is asked again with the next look
     */
    FileWatch(Supplier<Collection<Path>> files, BooleanSupplier onChange) {
        this.files = files;
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
        Map<Path, String> stamps = new TreeMap<>();
        files.get().forEach(file -> stamps.put(file, stamp(file)));
        return stamps;
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return attributes.lastModifiedTime() + "/" + attributes.size();
        } catch (IOException e) {
            return e.getClass().getSimpleName();
        }
    }
}
