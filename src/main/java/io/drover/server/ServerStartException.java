package io.drover.server;

import io.drover.store.StoreException;

/** The server cannot start; the message is one line for the user. */
class ServerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }

    static RuntimeException of(Exception failure) {
        if (failure instanceof StoreException || failure instanceof ServerStartException) {
            return (RuntimeException) failure;
        }
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return new ServerStartException(
                "the server cannot start: "
                        + String.valueOf(innermost.getMessage()).replaceAll("\\s+", " "),
                failure);
    }
}
