package io.drover.provider.xml.writer;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

/** Reads texts from a file at any place; cheap when the places are near each other. */
final class RowWindow {
    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(64 * 1024).flip();
    private long bufferStart;

    RowWindow(FileChannel channel) {
        this.channel = channel;
    }

    void seek(long place) {
        long inBuffer = place - bufferStart;
        if (inBuffer >= 0 && inBuffer <= buffer.limit()) {
            buffer.position((int) inBuffer);
        } else {
            bufferStart = place;
            buffer.clear().flip();
        }
    }

    long place() {
        return bufferStart + buffer.position();
    }

    String readText() throws IOException {
        byte[] length = read(4);
        byte[] text = read(ByteBuffer.wrap(length).getInt());
        return new String(text, StandardCharsets.UTF_8);
    }

    private byte[] read(int count) throws IOException {
        byte[] bytes = new byte[count];
        int got = 0;
        while (got < count) {
            if (!buffer.hasRemaining()) {
                fill();
            }
            int n = Math.min(count - got, buffer.remaining());
            buffer.get(bytes, got, n);
            got += n;
        }
        return bytes;
    }

    private void fill() throws IOException {
        bufferStart = place();
        buffer.clear();
        int n = channel.read(buffer, bufferStart);
        buffer.flip();
        if (n <= 0) {
            throw new EOFException("a temporary file is shorter than what was written to it");
        }
    }
}
