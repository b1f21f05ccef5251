package io.drover.job.control;

/** A load is ended from outside and undone. */
public final class LoadStopped extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Stop stop;

    LoadStopped(Stop stop) {
        super(stop.message());
        this.stop = stop;
    }

    public Stop stop() {
        return stop;
    }
}
