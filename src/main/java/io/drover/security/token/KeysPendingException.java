package io.drover.security.token;

import java.util.concurrent.CompletionStage;

/** The keys of an issuer are being read: to be asked again then. Nobody waits here, who would keep others from being let in. */
public final class KeysPendingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient CompletionStage<?> until;

    /** @param until ends when they have been read, or could not be; within seconds, and never with a failure */
    KeysPendingException(CompletionStage<?> until) {
        super("the keys of the issuer are being read", null, false, false);
        this.until = until;
    }

    public CompletionStage<?> until() {
        return until;
    }
}
