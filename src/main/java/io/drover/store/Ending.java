package io.drover.store;

import io.drover.store.Delivery.State;
import java.util.List;

/**
 * What a run came to; all of it is written at once.
 *
 * @param execution counts, status and message
 * @param delivery how far the delivery got
 * @param message what becomes of the message that the delivery is of, if it is of one
 */
public record Ending(
        Execution execution,
        List<ExecutionError> errors,
        List<ExecutionTable> tables,
        State delivery,
        MessageChange message) {

    public Ending {
        errors = List.copyOf(errors);
        tables = List.copyOf(tables);
    }

    /** The same with another execution. */
    public Ending with(Execution other) {
        return new Ending(other, errors, tables, delivery, message);
    }
}
