package io.drover.server;

import io.drover.settings.Settings;
import io.drover.store.StoreException;
import java.net.BindException;

/** The server cannot start; the message is one line for the user. */
public class ServerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }

    static RuntimeException of(Settings settings, Exception failure) {
        if (failure instanceof StoreException || failure instanceof ServerStartException) {
            return (RuntimeException) failure;
        }
        Throwable innermost = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return new ServerStartException(
                        "port " + settings.get("camel.server.port") + " or " + settings.get("camel.management.port")
                                + " is in use: stop what uses it, or set camel.server.port and camel.management.port",
                        failure);
            }
            innermost = cause;
        }
        return new ServerStartException(
                "the server cannot start: "
                        + String.valueOf(innermost.getMessage()).replaceAll("\\s+", " "),
                failure);
    }
}
