package io.drover.security;

/** An application may not use a recurring job; the message says what to add where. To be answered as 401. */
public final class NotInPolicyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public NotInPolicyException(String message) {
        super(message);
    }
}
