package io.drover.job.load;

import io.drover.store.ledger.ExecutionError;
import java.util.List;

/**
 * Nothing of a delivery is loaded because of what is in it; the errors say which records and why. Unchecked: it ends mapping
 * and writing in the middle.
 */
public final class LoadRejectedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<ExecutionError> errors;

    LoadRejectedException(String message, List<ExecutionError> errors) {
        super(message);
        this.errors = List.copyOf(errors);
    }

    public List<ExecutionError> errors() {
        return errors;
    }
}
