package io.drover.bench.soak;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Somebody who drops files and folders as a careful writer does: under another name first, then a rename. */
final class Drops {
    private static final int PAUSE_MILLIS = 700;
    private static final int FILES_OF_FOLDER = 3;
    private static final int SMALL = 200;
    private static final int LARGE = 20_000;

    private final Site site;
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong foldered = new AtomicLong();
    private int number;

    Drops(Site site) {
        this.site = site;
    }

    void run(BooleanSupplier on) {
        try {
            while (on.getAsBoolean()) {
                number++;
                boolean folder = number % 4 == 0;
                Path temporary =
                        site.files("Inbox/" + (folder ? "Foldered" : "Dropped")).resolve(".part-" + number);
                try {
                    Files.createDirectories(temporary.getParent());
                    if (folder) {
                        folder(temporary);
                    } else {
                        file(temporary);
                    }
                } catch (IOException e) {
                    remove(temporary); // the disk is full: nothing was dropped
                }
                Thread.sleep(ThreadLocalRandom.current().nextInt(2 * PAUSE_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void file(Path temporary) throws IOException {
        int rows = number % 20 == 1 ? LARGE : SMALL;
        write(temporary, "Dropped", number + "-", rows);
        Files.move(temporary, temporary.resolveSibling("drop-" + number + ".xml"), StandardCopyOption.ATOMIC_MOVE);
        dropped.addAndGet(rows);
    }

    private void folder(Path temporary) throws IOException {
        Files.createDirectory(temporary);
        for (int i = 0; i < FILES_OF_FOLDER; i++) {
            write(temporary.resolve("page-" + i + ".xml"), "Foldered", number + "-" + i + "-", SMALL);
        }
        Files.move(temporary, temporary.resolveSibling("drop-" + number), StandardCopyOption.ATOMIC_MOVE);
        foldered.addAndGet((long) FILES_OF_FOLDER * SMALL);
    }

    private static void write(Path file, String table, String prefix, int rows) throws IOException {
        try (Writer out = Files.newBufferedWriter(file)) {
            out.write("<tables><table tableName=\"" + table + "\">\n");
            for (int row = 0; row < rows; row++) {
                out.write("<item table=\"" + table + "\"><column columnName=\"Id\">" + prefix + row
                        + "</column><column columnName=\"Note\">a note of " + prefix + row + "</column></item>\n");
            }
            out.write("</table></tables>\n");
        }
    }

    private static void remove(Path temporary) {
        try (Stream<Path> all = Files.walk(temporary)) {
            all.sorted((a, b) -> b.compareTo(a)).forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            System.err.println("... " + e);
        }
    }

    /** Rows of the files that were dropped. */
    long dropped() {
        return dropped.get();
    }

    /** Rows of the folders that were dropped. */
    long foldered() {
        return foldered.get();
    }
}
