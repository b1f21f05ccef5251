package io.drover.connection.webservice;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One file of a log, cut at a limit, without secrets. It is written at the end; a log that cannot be written is reported, and what
 * it is about goes on. Used by one thread.
 */
final class LogFile implements Closeable {
    static final LogFile NONE = new LogFile(null, 0, text -> text);

    private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);
    /** Bytes looked at beyond the limit, so that a secret that stands across it is seen. */
    private static final int BEYOND = 4096;

    private static final String CUT = "\n... (cut off in this log only)\n";

    private final Path file;
    private final long limit;
    private final UnaryOperator<String> hiding;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream(0);
    private boolean closed;

    LogFile(Path file, long limit, UnaryOperator<String> hiding) {
        this.file = file;
        this.limit = limit;
        this.hiding = hiding;
    }

    void write(byte[] bytes, int offset, int length) {
        if (file == null) {
            return;
        }
        int room = (int) Math.min(length, limit + BEYOND - content.size());
        if (room > 0) {
            content.write(bytes, offset, room);
        }
    }

    @Override
    public void close() {
        if (file == null || closed) {
            return;
        }
        closed = true;
        Path temporary = file.resolveSibling(file.getFileName() + ".part");
        try {
            // Byte for byte, whatever its encoding: secrets are looked for as ASCII
            String text = hiding.apply(content.toString(ISO_8859_1));
            if (content.size() > limit) {
                text = text.substring(0, (int) Math.min(text.length(), limit)) + CUT;
            }
            Files.write(temporary, text.getBytes(ISO_8859_1));
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("{} could not be written: {}", file, e.toString());
        }
        content.reset();
    }
}
