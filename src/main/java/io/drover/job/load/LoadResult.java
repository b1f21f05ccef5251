package io.drover.job.load;

import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import java.util.List;
import java.util.Map;

/**
 * What a load came to that is ready to be committed.
 *
 * @param complete whether there is nothing in it to look at
 * @param message what there is to look at or to know, or null
 * @param watermarks how far an incremental source has been read, to be remembered with the commit
 */
public record LoadResult(
        boolean complete, String message, List<ExecutionError> errors, Map<String, String> watermarks) {

    public Status status() {
        return complete ? Status.Completed : Status.CompletedWithErrors;
    }
}
