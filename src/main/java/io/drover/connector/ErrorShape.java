package io.drover.connector;

/** How an interface writes an error as JSON. */
@FunctionalInterface
interface ErrorShape {
    /** @return what becomes the body */
    Object of(int status, String message);
}
