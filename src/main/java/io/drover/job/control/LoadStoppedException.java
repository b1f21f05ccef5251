package io.drover.job.control;

/** A load is ended from outside and undone. */
public final class LoadStoppedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient StopReason stop;

    LoadStoppedException(StopReason stop) {
        super(stop.message());
        this.stop = stop;
    }

    public StopReason stop() {
        return stop;
    }
}
