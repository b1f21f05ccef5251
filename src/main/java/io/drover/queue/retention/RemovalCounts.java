package io.drover.queue.retention;

/** What a clean-up has removed. */
public record RemovalCounts(long messages, long payloads) {}
