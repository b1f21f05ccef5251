package io.drover.store.queue;

import java.time.Instant;

/**
 * A status that a message has had.
 *
 * @param reason what led to it, or null
 */
public record MessageTransition(MessageStatus status, Instant at, String reason) {}
