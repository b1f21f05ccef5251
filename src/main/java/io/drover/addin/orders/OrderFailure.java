package io.drover.addin.orders;

import io.drover.connection.WebServiceException;
import java.io.IOException;
import java.util.Set;

/** An order was not taken, or nobody knows. The message is for the user. */
final class OrderFailure extends IOException {
    private static final long serialVersionUID = 1L;
    /** What a remote system says of all that is sent to it so: it is of no use to send the next order. */
    private static final Set<Integer> WRONG_SETUP =
            Set.of(401, 402, 403, 404, 405, 406, 407, 410, 411, 414, 415, 421, 426, 431);

    private final Kind kind;

    /** What follows from it. */
    enum Kind {
        /** The remote system has said no: the others are sent, and this one again so often and no more. */
        REFUSED,
        /** The order may have been taken: the others are sent, and this one again. */
        UNCLEAR,
        /** The remote system is away: the run ends, all that is left waits. */
        AWAY,
        /** Something else is wrong that will not pass by itself: the run ends. */
        FATAL
    }

    private OrderFailure(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    static OrderFailure refused(String message) {
        return new OrderFailure(Kind.REFUSED, message, null);
    }

    static OrderFailure unclear(String message, Throwable cause) {
        return new OrderFailure(Kind.UNCLEAR, message, cause);
    }

    /** What ends a run, said for the whole run. */
    static OrderFailure ending(String message, OrderFailure last) {
        return new OrderFailure(last.kind, message, last);
    }

    /** What a failure of the sending means. */
    static OrderFailure of(Exception failure) {
        if (failure instanceof OrderFailure known) {
            return known;
        }
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return new OrderFailure(kind(failure), message.replaceAll("\\s+", " ").strip(), failure);
    }

    private static Kind kind(Exception failure) {
        if (!(failure instanceof WebServiceException web)) {
            return Kind.FATAL;
        }
        return web.kind() == WebServiceException.Kind.FINAL ? ofStatus(web.status()) : Kind.AWAY;
    }

    /** @param status 0: the answer cannot be used */
    private static Kind ofStatus(int status) {
        if (status == 0 || status >= 500) {
            return Kind.UNCLEAR;
        }
        return status < 400 || WRONG_SETUP.contains(status) ? Kind.FATAL : Kind.REFUSED;
    }
}
