package io.drover.store.event;

import java.time.Instant;

/**
 * Something that happened to a scheduled task: a run has ended, or an alert.
 *
 * @param kind of the end of a run by how it ended; else Overdue or Stale
 * @param taskRun the run that is meant, or null
 * @param message of an alert, else null
 */
public record TaskEvent(long id, String task, NotificationKind kind, Long taskRun, String message, Instant occurred) {}
