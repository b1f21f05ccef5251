package io.drover.connector.wire;

import io.drover.http.ErrorReference;
import io.drover.queue.payload.QueueException;
import io.drover.security.NotInPolicyException;
import io.drover.store.SqlErrors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What clients are told of a failure: the cause, and nothing internal. */
public final class ConnectorRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorRefusals.class);
    /** Seconds, an integer: clients parse nothing else (wire contract 1.0). */
    private static final Map<String, String> LATER = Map.of("Retry-After", "10");
    /** RFC 6750, 3.1: the token is right, but not for this. */
    private static final Map<String, String> NOT_IN_POLICY =
            Map.of("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");

    private ConnectorRefusals() {}

    /**
     * The refusal that a failure leads to.
     *
     * @param place for the log: what was asked for
     */
    public static ConnectorRefusal of(String place, Throwable failure) {
        if (failure instanceof ConnectorRefusal refusal) {
            return refusal;
        }
        if (failure instanceof QueueException queue) {
            return ofQueue(queue);
        }
        if (failure instanceof NotInPolicyException) {
            return new ConnectorRefusal(401, failure.getMessage(), NOT_IN_POLICY);
        }
        ErrorReference reference = ErrorReference.next();
        String id = reference.id();
        if (SqlErrors.isTransient(failure)) {
            LOG.warn("{} failed for now, error {}: {}", place, id, failure.toString());
            return new ConnectorRefusal(
                    503, "The database of the server does not answer; try again (error " + id + ").", LATER);
        }
        LOG.error("{} failed, error {}", place, id, failure);
        if (failure instanceof IOException || failure instanceof UncheckedIOException) {
            return new ConnectorRefusal(
                    503,
                    "The server could not read or write a file, perhaps its disk is full; try again (error " + id
                            + ").",
                    LATER);
        }
        return new ConnectorRefusal(500, reference.sentence());
    }

    private static ConnectorRefusal ofQueue(QueueException failure) {
        return switch (failure.kind()) {
            case UNKNOWN -> ConnectorRefusal.unknown(failure.getMessage());
            case CONFLICT -> ConnectorRefusal.conflict(failure.getMessage());
            case INVALID -> ConnectorRefusal.invalid(failure.getMessage());
            case UNAVAILABLE, MISSING -> new ConnectorRefusal(503, failure.getMessage(), LATER);
        };
    }
}
