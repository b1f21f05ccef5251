package io.drover.store.ledger;

import io.drover.settings.secrets.Secrets;
import io.drover.store.StorableText;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.mapper.reflect.ColumnName;

/**
 * One run of a job. Each record read is counted once among inserted, updated, unchanged, rejected and skipped.
 *
 * @param task the scheduled task whose file it loads, or null
 * @param file name of the delivery, or null
 * @param skipped records that a condition of the mapping left out
 * @param ended null while it runs
 * @param message what went wrong or is worth knowing, without secrets, or null
 */
public record Execution(
        long id,
        String job,
        String task,
        String file,
        Status status,
        @ColumnName("read_count") long read,
        @ColumnName("inserted_count") long inserted,
        @ColumnName("updated_count") long updated,
        @ColumnName("unchanged_count") long unchanged,
        @ColumnName("deleted_count") long deleted,
        @ColumnName("rejected_count") long rejected,
        @ColumnName("skipped_count") long skipped,
        Instant started,
        Instant ended,
        String message) {

    public Execution {
        message = StorableText.cut(Secrets.hide(message), StorableText.LONGEST);
    }

    /** Where a run stands. */
    public enum Status {
        Running,
        Completed,
        /** Loaded, but something needs a look: rejected records, or none at all. */
        CompletedWithErrors,
        /** Nothing was loaded. */
        Failed,
        /** Stopped by a person; nothing was loaded. */
        Cancelled;

        /** Whether the rows of the run are committed. */
        public boolean isLoaded() {
            return this == Completed || this == CompletedWithErrors;
        }
    }

    /** How long it took; zero while it runs. */
    public Duration duration() {
        return ended == null ? Duration.ZERO : Duration.between(started, ended);
    }

    /** The same with another message. */
    public Execution withMessage(String newMessage) {
        return new Execution(
                id,
                job,
                task,
                file,
                status,
                read,
                inserted,
                updated,
                unchanged,
                deleted,
                rejected,
                skipped,
                started,
                ended,
                newMessage);
    }

    /** The same without what it wrote. */
    Execution withoutRows() {
        return new Execution(id, job, task, file, status, read, 0, 0, 0, 0, rejected, skipped, started, ended, message);
    }

    /** The same with another status. */
    public Execution withStatus(Status newStatus) {
        return new Execution(
                id, job, task, file, newStatus, read, inserted, updated, unchanged, deleted, rejected, skipped, started,
                ended, message);
    }
}
