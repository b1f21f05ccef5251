package io.drover.sample;

/** A request that the sample ERP cannot answer; the message is for whoever wrote it. */
final class RefusedException extends Exception {
    RefusedException(String message) {
        super(message);
    }
}
