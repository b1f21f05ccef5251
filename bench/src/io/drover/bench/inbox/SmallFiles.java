package io.drover.bench.inbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files: each one order with three columns. */
final class SmallFiles {
    private SmallFiles() {}

    /** Writes the files into a folder, which appears under its name when all are in it. */
    static void write(Path folder, int files) throws IOException {
        Path aside = Files.createDirectories(folder.resolveSibling("not-yet"));
        for (int i = 0; i < files; i++) {
            Files.writeString(aside.resolve("order-%05d.csv".formatted(i)), content(i));
        }
        Files.createDirectories(folder.getParent());
        Files.deleteIfExists(folder);
        Files.move(aside, folder);
    }

    private static String content(int i) {
        return "Id;Customer;Total%n%d;Customer %d;%d.50%n".formatted(i, i % 97, i);
    }
}
