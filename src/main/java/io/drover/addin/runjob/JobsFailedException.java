package io.drover.addin.runjob;

/** A job that a task has run failed. */
final class JobsFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    JobsFailedException(String message) {
        super(message);
    }
}
