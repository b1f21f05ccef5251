package io.drover.store.queue;

/** Where a message stands; the names are those of Dynamics 365's GetMessageStatus. */
public enum MessageStatus {
    /** Import: waits for its run. Export: waits for a client. */
    Enqueued,
    /** Export: a client has it on lease. */
    Dequeued,
    /** Export: a client has begun to download it. */
    Downloaded,
    /** Export: a client has acknowledged it. */
    Acked,
    /** A run of the job has been started and reads its first records. */
    Preprocessing,
    /** The job runs. */
    Processing,
    /** Done. */
    Processed,
    /** Done, but some records were rejected. */
    ProcessedWithErrors,
    /** Nothing was loaded: the payload could not be read, or is none of the job's. */
    PreProcessingError,
    /** Nothing was loaded: the database refused it, or the export failed; or a message was delivered too often. */
    PostProcessingFailed,
    /** A person has cancelled it. */
    Canceled;

    /** Whether nothing was loaded or made of it, for a reason that somebody has to mend. */
    public boolean isFailure() {
        return this == PreProcessingError || this == PostProcessingFailed;
    }

    /** Whether nothing follows by itself. */
    public boolean isFinal() {
        return switch (this) {
            case Enqueued, Dequeued, Downloaded, Preprocessing, Processing -> false;
            default -> true;
        };
    }
}
