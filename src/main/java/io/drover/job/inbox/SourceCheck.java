package io.drover.job.inbox;

import java.io.IOException;

/** Whether what was read of a source is still what lies there: what is taken away there must be what was read. */
@FunctionalInterface
public interface SourceCheck {

    /**
     * Asks when all of the content has been read, before it gets its name in the inbox.
     *
     * @param bytes how many were read; -1 when that is not known
     * @throws IOException when it is not: the content is not put into the inbox, and stays where it is
     */
    void check(long bytes) throws IOException;
}
