package io.drover.provider.xml.writer;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file for what has its place later in the document; it is gone when closed. */
final class Spool implements Closeable {
    private final FileChannel channel;

    Spool() throws IOException {
        Path file = Files.createTempFile("drover-", ".rows");
        channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    FileChannel channel() {
        return channel;
    }

    /** Where to write; closing it closes the spool. */
    OutputStream out() {
        return Channels.newOutputStream(channel);
    }

    /** Copies all of it. */
    void copyTo(OutputStream target) throws IOException {
        channel.position(0);
        InputStream in = Channels.newInputStream(channel);
        in.transferTo(target);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
