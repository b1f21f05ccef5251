package io.drover.provider;

import java.io.InterruptedIOException;

/**
 * A thread that reads deliveries. It is told to end without an interrupt, under which files and databases would be closed: what it
 * reads from asks here before each piece.
 */
public final class ReadingThread extends Thread {
    private volatile boolean stopped;

    public ReadingThread(Runnable work, String name) {
        super(work, name);
        setDaemon(true);
    }

    /** What it reads ends with a failure as soon as the next piece is asked for. */
    public void stopReading() {
        stopped = true;
    }

    /**
     * To be called before a piece of a delivery is read.
     *
     * @throws InterruptedIOException when the thread that calls has been told to end
     */
    public static void check() throws InterruptedIOException {
        if (Thread.currentThread() instanceof ReadingThread reading && reading.stopped) {
            throw new InterruptedIOException("the reading was ended");
        }
    }
}
