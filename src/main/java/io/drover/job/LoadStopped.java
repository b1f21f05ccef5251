package io.drover.job;

/** A load is ended from outside and undone. */
final class LoadStopped extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Stop stop;

    LoadStopped(Stop stop) {
        super(stop.message());
        this.stop = stop;
    }

    Stop stop() {
        return stop;
    }
}
