package io.drover.bench;

/** The benchmark cannot go on; the message is for whoever started it. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BenchException(String message) {
        super(message);
    }
}
