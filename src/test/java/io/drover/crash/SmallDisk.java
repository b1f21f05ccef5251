package io.drover.crash;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few megabytes, in memory. Mounting it takes the rights of root: without them the test is skipped. */
final class SmallDisk implements AutoCloseable {
    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    static SmallDisk mount(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        boolean mounted;
        try {
            mounted = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", folder.toString());
        } catch (IOException e) {
            mounted = false; // no such program here
        }
        assumeTrue(mounted, "skipped: only root may mount the small disk that this test fills");
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Takes up the space that there is, but for so much. */
    void fillAllBut(int leftMegabytes) throws IOException {
        try (OutputStream out = Files.newOutputStream(ballast())) {
            byte[] block = new byte[4096];
            for (long left = Files.getFileStore(folder).getUsableSpace() - ((long) leftMegabytes << 20);
                    left > 0;
                    left -= block.length) {
                out.write(block);
            }
        } catch (IOException e) {
            if (leftMegabytes > 0) {
                throw e;
            }
            // Someone else has taken the last of it: full is what it is to be
        }
    }

    /** Gives the space back. */
    void clear() throws IOException {
        Files.delete(ballast());
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    private static boolean run(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return process.onExit().join().exitValue() == 0;
    }

    @Override
    public void close() throws IOException {
        if (!run("umount", folder.toString())) {
            throw new IOException("cannot unmount " + folder);
        }
    }
}
