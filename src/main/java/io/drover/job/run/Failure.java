package io.drover.job.run;

import io.drover.job.control.LoadStoppedException;
import io.drover.job.control.StopReason;
import io.drover.job.delivery.DeliveryChangedException;
import io.drover.job.load.LoadRejectedException;
import io.drover.provider.DeliveryException;
import io.drover.store.SqlErrors;
import io.drover.store.ledger.Delivery;
import io.drover.store.ledger.Delivery.State;
import io.drover.store.ledger.Ending;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import io.drover.store.queue.MessageChange;
import io.drover.store.queue.MessageStatus;
import java.util.List;

/**
 * A run that loaded nothing, and what follows from that.
 *
 * @param change what becomes of the message that it was run for, if it was for one
 * @param brokeDown whether an Error ended it
 */
record Failure(
        String reason,
        Status status,
        State state,
        MessageChange change,
        List<ExecutionError> errors,
        boolean brokeDown) {

    /** Of so many runs that broke down a delivery is set aside: what ends the server must not do so for ever. */
    static final int BREAKDOWNS = 2;

    /** @param mayGrow whether a delivery that ends in the middle may get its rest yet */
    static Failure of(Throwable failure, Delivery delivery, boolean mayGrow) {
        return failure instanceof Error error ? brokenDown(error, delivery) : of(failure, mayGrow);
    }

    private static Failure brokenDown(Error error, Delivery delivery) {
        boolean again = delivery.run().breakdowns() + 1 < BREAKDOWNS;
        String reason = FailureMessages.of(error) + "; nothing was loaded"
                + (again ? ", the delivery is tried once more" : ". " + setAside(delivery));
        MessageStatus message = again ? MessageStatus.Enqueued : MessageStatus.PostProcessingFailed;
        return new Failure(
                reason,
                Status.Failed,
                again ? State.Waiting : State.Failed,
                MessageChange.to(message, reason).asAttempt(),
                List.of(ExecutionError.ofDelivery(0, reason)),
                true);
    }

    /** What is said of a delivery that has broken down too many runs. */
    static String setAside(Delivery delivery) {
        return "It is set aside, as it was being loaded " + BREAKDOWNS
                + " times when the run or the server broke down; the log of that time says more."
                + " If it was not the cause, "
                + (delivery.origin().message() == null ? "put it into the inbox again" : "try the message again");
    }

    private static Failure of(Throwable failure, boolean mayGrow) {
        if (failure instanceof LoadRejectedException rejected) {
            return failed(rejected.getMessage(), State.Failed, MessageStatus.PostProcessingFailed, rejected.errors());
        }
        if (failure instanceof DeliveryException delivery) {
            State state = delivery.truncated() && mayGrow ? State.Unfinished : State.Failed;
            List<ExecutionError> errors = List.of(ExecutionError.unreadable(delivery.line(), delivery.getMessage()));
            return failed(delivery.getMessage(), state, MessageStatus.PreProcessingError, errors);
        }
        if (failure instanceof DeliveryChangedException changed) {
            return failed(
                    changed.getMessage(),
                    State.Waiting, // for its writer to end
                    MessageStatus.PreProcessingError,
                    List.of(ExecutionError.ofDelivery(0, changed.getMessage())));
        }
        if (failure instanceof LoadStoppedException stopped) {
            return stopped(stopped.stop());
        }
        boolean passes = SqlErrors.isTransient(failure) || FailureMessages.isDiskFull(failure);
        return failed(
                FailureMessages.of(failure),
                passes ? State.Waiting : State.Failed,
                passes ? MessageStatus.Enqueued : MessageStatus.PostProcessingFailed,
                List.of(ExecutionError.ofDelivery(0, FailureMessages.of(failure))));
    }

    private static Failure failed(String reason, State state, MessageStatus message, List<ExecutionError> errors) {
        return new Failure(
                reason, Status.Failed, state, MessageChange.to(message, reason).asAttempt(), errors, false);
    }

    private static Failure stopped(StopReason why) {
        MessageStatus message = why.status() == Status.Cancelled
                ? MessageStatus.Canceled
                : why.state() == State.Waiting ? MessageStatus.Enqueued : MessageStatus.PostProcessingFailed;
        List<ExecutionError> errors = List.of(ExecutionError.ofDelivery(0, why.message()));
        MessageChange change = MessageChange.to(message, why.message());
        boolean attempt = why.state() != State.Waiting; // it is not the message's fault that the server stops
        return new Failure(
                why.message(), why.status(), why.state(), attempt ? change.asAttempt() : change, errors, false);
    }

    Ending ending(Run run) {
        return new Ending(
                run.counts().endWithoutLoad(run.execution(), status, reason),
                errors,
                run.counts().tables(false),
                state,
                change,
                brokeDown);
    }
}
