package io.drover.job.run;

import io.drover.store.ledger.Execution;

/** Told of every execution that has ended. Called by the thread that ran it; must not throw. */
@FunctionalInterface
public interface ExecutionListener {
    void ended(Execution execution);
}
