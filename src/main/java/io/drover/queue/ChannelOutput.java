package io.drover.queue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes to a file; tells the guard when that fails, and asks it now and then whether there is room for more. */
final class ChannelOutput extends OutputStream {
    private static final long LOOK_EVERY = 16L << 20;

    private final FileChannel channel;
    private final DiskGuard guard;
    private long sinceLook;

    ChannelOutput(FileChannel channel, DiskGuard guard) {
        this.channel = channel;
        this.guard = guard;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        sinceLook += length;
        if (sinceLook > LOOK_EVERY) {
            sinceLook = 0;
            guard.require();
        }
        try {
            for (ByteBuffer buffer = ByteBuffer.wrap(octets, offset, length); buffer.hasRemaining(); ) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            guard.failed(e);
            throw e;
        }
    }
}
