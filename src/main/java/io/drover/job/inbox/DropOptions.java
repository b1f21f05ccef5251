package io.drover.job.inbox;

import java.time.Duration;
import java.time.Instant;

/**
 * How content is put into an inbox.
 *
 * @param expectedRoot local name of the root element that it must have, or null for no check
 * @param skipSame whether it is the same delivery when the job loaded just this content last; else it is a new one
 * @param taskRun the run of the task that fetched it, or null
 * @param timeout how long the content may take to arrive
 * @param whenRead asked when all of the content has been read, before it gets its name
 */
public record DropOptions(String expectedRoot, boolean skipSame, Long taskRun, Duration timeout, SourceCheck whenRead) {

    DropOptions(String expectedRoot, boolean skipSame, Long taskRun, Duration timeout) {
        this(expectedRoot, skipSame, taskRun, timeout, bytes -> {});
    }

    /** When content that begins to arrive now must be there. */
    Instant deadline(Instant now) {
        return now.plus(timeout);
    }
}
