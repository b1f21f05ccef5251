package io.drover.bench.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small disk in memory, which can be filled; an ordinary folder where there is no right to mount one. */
final class SoakDisk implements AutoCloseable {
    private static final int MEGABYTES = 700;

    private final Path folder;
    private final boolean mounted;

    SoakDisk(Path folder) throws IOException, InterruptedException {
        this.folder = Files.createDirectories(folder);
        this.mounted = run("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tmpfs", folder.toString());
        if (!mounted) {
            System.out.println("No disk will be full: only root may mount one that can be filled.");
        }
    }

    boolean canBeFilled() {
        return mounted;
    }

    Path folder() {
        return folder;
    }

    /** Takes all the space that there is. */
    void fill() throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            if (!Files.exists(ballast())) {
                throw e;
            }
        }
    }

    void clear() throws IOException {
        Files.deleteIfExists(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // no such program here
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (mounted && !run("umount", "--lazy", folder.toString())) {
                throw new IOException("cannot unmount " + folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
