package io.drover.job.dry;

import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import java.util.List;

/**
 * What a run of a job on a delivery would come to; nothing was changed.
 *
 * @param status how the execution would end
 * @param skipped records that a condition of the mapping leaves out
 * @param message what would go wrong or is worth knowing, or null
 * @param changes the first rows that would be changed: at most {@link Preview#SHOWN} of each kind
 * @param errors records that would not be loaded
 */
public record DryRun(
        String job,
        String file,
        Status status,
        long read,
        long inserted,
        long updated,
        long unchanged,
        long deleted,
        long rejected,
        long skipped,
        String message,
        List<RowChange> changes,
        List<ExecutionError> errors) {

    public DryRun {
        changes = List.copyOf(changes);
        errors = List.copyOf(errors);
    }

    /** @param end how the execution would end */
    static DryRun of(String job, String file, Execution end, List<RowChange> changes, List<ExecutionError> errors) {
        return new DryRun(
                job,
                file,
                end.status(),
                end.read(),
                end.inserted(),
                end.updated(),
                end.unchanged(),
                end.deleted(),
                end.rejected(),
                end.skipped(),
                end.message(),
                changes,
                errors);
    }
}
