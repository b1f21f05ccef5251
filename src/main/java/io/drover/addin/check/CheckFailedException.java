package io.drover.addin.check;

/** A delivery did not pass a check. */
final class CheckFailedException extends Exception {
    private static final long serialVersionUID = 1L;

    CheckFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
