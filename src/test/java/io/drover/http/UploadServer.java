package io.drover.http;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The HTTP server in a process of its own, with as much memory as a test gives it. It keeps uploads as the payload store does. */
final class UploadServer {
    private UploadServer() {}

    /** Prints the port; ends with its standard input. */
    public static void main(String... args) throws IOException {
        Path data = Path.of(args[0]);
        Path kept = data.resolve("kept");
        HttpFixture server = new HttpFixture(data)
                .with("drover.http.max-upload", args[1])
                .doing((exchange, call) -> keep(call.upload().orElseThrow().file(), kept));
        try (server) {
            server.start();
            System.out.println(server.port());
            System.in.read();
        }
    }

    private static void keep(Path file, Path kept) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(file, kept, StandardCopyOption.REPLACE_EXISTING);
    }
}
