package io.drover.server;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;

/** The file in the data folder that tells commands of the same machine where the running server is. */
public final class RunFile {
    private final Path file;

    public RunFile(Path data) {
        this.file = data.resolve("server.properties");
    }

    void write(String url) {
        try {
            Files.writeString(file, "pid=" + ProcessHandle.current().pid() + "\nurl=" + url + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    void remove() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A stale one is recognised by its process
        }
    }

    /** Address of the API of the server that runs on this data folder, if one does. */
    public Optional<String> runningAt() {
        Properties values = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            values.load(reader);
        } catch (IOException e) {
            return Optional.empty();
        }
        long pid = Long.parseLong(values.getProperty("pid", "0"));
        boolean alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
        return alive ? Optional.ofNullable(values.getProperty("url")) : Optional.empty();
    }
}
