package io.drover.job;

import io.drover.store.ledger.Execution;

/** A job that a route ran has failed: nothing of the body was loaded. */
public class JobFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Execution execution;

    JobFailedException(Execution execution) {
        super("job " + execution.job() + ", execution " + execution.id() + " failed: " + execution.message());
        this.execution = execution;
    }

    public Execution execution() {
        return execution;
    }
}
