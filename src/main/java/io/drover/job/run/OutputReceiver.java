package io.drover.job.run;

import io.drover.store.queue.MessageChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Takes the files that a job has written for a queue. */
@FunctionalInterface
public interface OutputReceiver {

    /**
     * Keeps the files durably, before anything is entered of them. The run has failed when it throws.
     *
     * @param files in their places; none when there was nothing to write
     * @param records how many were written
     */
    OutputEntry keep(List<Path> files, long records) throws IOException;

    /** What is entered of the files, in the transaction that ends the run. */
    interface OutputEntry {
        /** Of a message that the run is for: how it changes at the end. */
        default MessageChange of(MessageChange end) {
            return end;
        }
    }
}
