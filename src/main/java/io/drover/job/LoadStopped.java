package io.drover.job;

/** The server stops: the load is undone and the delivery waits for the next start. */
final class LoadStopped extends Exception {
    private static final long serialVersionUID = 1L;

    LoadStopped() {
        super("interrupted: the server stopped during the run; nothing was loaded, the file waits for the next start");
    }
}
