package io.drover.connector;

/** How an interface answers what it refuses. */
@FunctionalInterface
interface ErrorShape {
    Answer of(Refusal refusal);
}
