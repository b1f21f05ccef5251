package io.drover.job.run;

import io.drover.job.load.LoadResult;
import io.drover.store.ledger.Delivery.State;
import io.drover.store.ledger.Ending;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.queue.MessageChange;
import io.drover.store.queue.MessageStatus;
import java.util.List;

/** The endings of runs that did not fail. */
final class Success {
    private Success() {}

    /** Of a run that has loaded its delivery. */
    static Ending loaded(Run run, LoadResult result) {
        return ending(
                run,
                run.counts().end(run.execution(), result.status(), result.message()),
                errors(run, result),
                State.Loaded);
    }

    /** Clients that are told of errors ask for them: there is at least one then. */
    private static List<ExecutionError> errors(Run run, LoadResult result) {
        return run.isForMessage() && !result.complete() && result.errors().isEmpty()
                ? List.of(ExecutionError.ofDelivery(0, result.message()))
                : result.errors();
    }

    /** Of a run whose delivery the target's ledger has already. */
    static Ending loadedBefore(Run run) {
        String message = "had been loaded just before the server stopped; nothing to do";
        return ending(run, run.counts().end(run.execution(), Status.Completed, message), List.of(), State.Loaded);
    }

    /** Of a trial: all is undone when the load is closed. */
    static Ending tried(Run run, LoadResult result) {
        String message = "tried only, nothing was loaded" + (result.message() == null ? "" : "; " + result.message());
        return ending(
                run,
                run.counts().endWithoutLoad(run.execution(), result.status(), message),
                result.errors(),
                State.Tried);
    }

    private static Ending ending(Run run, Execution end, List<ExecutionError> errors, State delivery) {
        boolean good = end.status() == Status.Completed;
        MessageChange change = MessageChange.to(
                        good ? MessageStatus.Processed : MessageStatus.ProcessedWithErrors, good ? null : end.message())
                .asAttempt();
        return new Ending(end, errors, run.counts().tables(true), delivery, change, false);
    }
}
