package io.drover.queue.payload;

import io.drover.queue.payload.QueueException.Kind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Writes to a file up to a limit; tells the guard when that fails, and asks it now and then whether there is room for more. */
final class ChannelOutput extends OutputStream {
    private static final long LOOK_EVERY = 16L << 20;

    private final FileChannel channel;
    private final DiskGuard guard;
    private final long most;
    private long written;
    private long looked;

    ChannelOutput(FileChannel channel, DiskGuard guard, long most) {
        this.channel = channel;
        this.guard = guard;
        this.most = most;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        written += length;
        if (written > most) {
            throw new QueueException(
                    Kind.INVALID, "the payload is larger than the " + most + " bytes that are allowed");
        }
        if (written - looked > LOOK_EVERY) {
            looked = written;
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
