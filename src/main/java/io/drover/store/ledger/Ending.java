package io.drover.store.ledger;

import io.drover.store.StorableText;
import io.drover.store.ledger.Delivery.State;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.queue.MessageChange;
import io.drover.store.queue.MessageStatus;
import java.util.List;

/**
 * What a run came to; all of it is written at once.
 *
 * @param execution counts, status and message
 * @param delivery how far the delivery got
 * @param message what becomes of the message that the delivery is of, if it is of one
 * @param brokeDown whether an Error ended it: it counts against the delivery
 */
public record Ending(
        Execution execution,
        List<ExecutionError> errors,
        List<ExecutionTable> tables,
        State delivery,
        MessageChange message,
        boolean brokeDown) {

    private static final int EXCERPT = 500;

    public Ending {
        errors = List.copyOf(errors);
        tables = List.copyOf(tables);
    }

    /** The same with another execution. */
    public Ending with(Execution other) {
        return new Ending(other, errors, tables, delivery, message, brokeDown);
    }

    /** The same with another change of the message. */
    public Ending with(MessageChange change) {
        return new Ending(execution, errors, tables, delivery, change, brokeDown);
    }

    /** It ended so, without what there was to say about it, which could not be entered. */
    Ending smaller(Throwable why) {
        String said = "what there is to say about the run could not be entered: " + excerpt(why);
        return new Ending(
                execution.withMessage(said),
                List.of(),
                List.of(),
                delivery,
                MessageChange.to(message.status(), said).withRun(message),
                brokeDown);
    }

    /** It has failed because a part of its end could not be entered. */
    Ending failed(Throwable why) {
        String said = "the end of the run could not be entered, and nothing of it holds: " + excerpt(why);
        return new Ending(
                execution.withStatus(Status.Failed).withMessage(said).withoutRows(),
                List.of(),
                List.of(),
                State.Failed,
                MessageChange.to(MessageStatus.PostProcessingFailed, said).asAttempt(),
                brokeDown);
    }

    private static String excerpt(Throwable why) {
        return StorableText.cut(why.toString().replaceAll("\\s+", " "), EXCERPT);
    }
}
