package io.drover.connector;

import io.drover.definition.RecurringJobDefinition;
import io.drover.security.Caller;
import java.util.Map;

/** The authorization policy of a recurring job: which applications may use it (facts 3). */
final class Policy {
    private static final Map<String, String> CHALLENGE =
            Map.of("WWW-Authenticate", "Bearer error=\"insufficient_scope\"");

    private Policy() {}

    /** @throws Refusal 401 when the application is not in it, or is disabled there */
    static void require(Caller caller, RecurringJobDefinition job) {
        Boolean enabled = job.applications().get(caller.clientId());
        if (enabled == null) {
            throw new Refusal(
                    401,
                    "The application " + caller.clientId() + " is not in the authorization policy of the recurring job "
                            + name(job) + ": add it to <applications> of that job's file.",
                    CHALLENGE);
        }
        if (!enabled) {
            throw new Refusal(
                    401,
                    "The application " + caller.clientId()
                            + " is disabled in the authorization policy of the recurring job " + name(job)
                            + ": enable it in <applications> of that job's file.",
                    CHALLENGE);
        }
    }

    static String name(RecurringJobDefinition job) {
        return "'" + job.name() + "' (" + job.activity() + ")";
    }
}
