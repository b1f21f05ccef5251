package io.drover.connector;

import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.Guids;
import io.drover.connector.wire.Requests;
import io.drover.definition.Catalog;
import io.drover.http.Call;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.Caller;
import io.drover.store.queue.Direction;
import java.util.UUID;
import org.apache.camel.Exchange;

/** The recurring job that a request's path names, for those who may use it. */
final class Activities {
    private final Catalog catalog;

    Activities(Catalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The recurring job, whatever it does.
     *
     * @throws ConnectorRefusal when there is none, or the caller may not use it
     */
    RecurringJobDefinition of(Exchange exchange) {
        Call call = Call.of(exchange);
        return of(Requests.path(exchange, "activity"), call.caller(), call.address());
    }

    private RecurringJobDefinition of(String text, Caller caller, String address) {
        UUID activity = Guids.parse(text)
                .orElseThrow(() -> ConnectorRefusal.invalid(
                        "The activity id in the URL is no GUID: it is the id of a recurring job, such as"
                                + " 6d31e09f-0249-459f-94f0-aad9c2c47b64, with or without braces."));
        RecurringJobDefinition job =
                RecurringJobDefinition.find(activity, catalog.current()).orElseThrow(() -> unknown(activity));
        Policy.require(job, caller, address);
        return job;
    }

    /** "Validate connection" of RIS takes 500 for the zero GUID as the proof of access, and no other answer (wire contract 1.6). */
    private static ConnectorRefusal unknown(UUID activity) {
        return new ConnectorRefusal(
                activity.equals(Guids.ZERO) ? 500 : 404,
                "There is no recurring job with the activity id " + activity
                        + ": compare it with the id in the recurring job's file, or make one with"
                        + " \"drover recurring-job new\".");
    }

    /**
     * The recurring job that moves messages this way.
     *
     * @param asked what the request is, such as "enqueue"
     * @throws ConnectorRefusal when it goes the other way or is disabled, too
     */
    RecurringJobDefinition of(Exchange exchange, Direction direction, String asked) {
        Call call = Call.of(exchange);
        return of(Requests.path(exchange, "activity"), call.caller(), call.address(), direction, asked);
    }

    /** The same, of an activity id as a client writes it. */
    RecurringJobDefinition of(String activity, Caller caller, String address, Direction direction, String asked) {
        RecurringJobDefinition job = of(activity, caller, address);
        if (job.direction() != direction) {
            throw ConnectorRefusal.invalid("The recurring job " + name(job) + " is for "
                    + (job.direction() == Direction.IMPORT
                            ? "import: clients enqueue to it"
                            : "export: clients dequeue from it")
                    + ". " + asked + " needs one for " + (direction == Direction.IMPORT ? "import" : "export") + ".");
        }
        if (!job.enabled()) {
            throw new ConnectorRefusal(
                    403, "The recurring job " + name(job) + " is disabled: set enabled=\"true\" in its file.");
        }
        return job;
    }

    /** A recurring job in a message to a client. */
    static String name(RecurringJobDefinition job) {
        return "'" + job.name() + "' (" + job.activity() + ")";
    }
}
