package io.drover.connector.data;

import io.drover.queue.QueueRuns;
import io.drover.queue.Queues;
import io.drover.queue.payload.PayloadStore;

/** Where packages go and come from: messages, the processing of their queues, and their payloads. */
public record PackageQueues(Queues queues, QueueRuns runs, PayloadStore payloads) {}
