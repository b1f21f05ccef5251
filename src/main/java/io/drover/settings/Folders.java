package io.drover.settings;

import java.nio.file.Path;

/** Where things lie below Files/Integration. */
public record Folders(Path root) {

    public Path inbox(String job) {
        return root.resolve("Inbox").resolve(job);
    }

    public Path archive(String job) {
        return root.resolve("Archive").resolve(job);
    }

    public Path failed(String job) {
        return root.resolve("Failed").resolve(job);
    }
}
