package io.drover.store.event;

/** What people and other systems are told of a task. */
public enum NotificationKind {
    /** A run has loaded all it got. */
    Completed(false),
    /** A run has loaded, but for some records. */
    CompletedWithErrors(true),
    /** A run has failed, or the server stopped during it. */
    Failed(true),
    /** The first run without errors after a failure that was told. */
    Recovered(false),
    /** A run goes on for too long, or an instant of the schedule has passed without a decision on it. */
    Overdue(true),
    /** No run has been completed for too long. */
    Stale(true);

    private final boolean failure;

    NotificationKind(boolean failure) {
        this.failure = failure;
    }

    /** Whether somebody should look at it. */
    public boolean isFailure() {
        return failure;
    }
}
