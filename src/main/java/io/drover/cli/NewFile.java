package io.drover.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** A definition that a command writes: whole or not at all, for a running server looks at the folder all the time. */
final class NewFile implements AutoCloseable {
    private final Path folder;
    private final Path temporary;

    /** Writes the text into the folder, under a name that the server does not look at. */
    NewFile(Path folder, String text) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.temporary = folder.resolve("." + UUID.randomUUID() + ".part");
        Files.writeString(temporary, text, StandardCharsets.UTF_8);
    }

    /** Where it lies until it is put in its place. */
    Path temporary() {
        return temporary;
    }

    /** Puts it in its place, and in that of an older one. */
    Path place(String name) throws IOException {
        return Files.move(
                temporary, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(temporary);
    }
}
