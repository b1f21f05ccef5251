package io.drover.connector;

import io.drover.connector.wire.ConnectorRefusal;
import io.drover.connector.wire.Requests;
import io.drover.definition.Catalog;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.Queues;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.security.Caller;
import io.drover.store.queue.Direction;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What an enqueue says besides its body, checked: before the body is read, and once more when it is there. */
final class EnqueueCheck {
    private static final String EXTERNAL_ID = "x-ms-dyn-externalidentifier";
    private static final int MOST_OF_EXTERNAL_ID = 512;
    private static final int MOST_OF_KEY = 255;
    private static final int MOST_OF_COMPANY = 20;

    private final Catalog catalog;
    private final Activities activities;

    EnqueueCheck(Catalog catalog) {
        this.catalog = catalog;
        this.activities = new Activities(catalog);
    }

    /** An enqueue that may be done. */
    record CheckedEnqueue(
            RecurringJobDefinition recurring,
            JobDefinition job,
            String entity,
            String company,
            String externalId,
            String idempotencyKey) {}

    /**
     * Checks who enqueues what to which recurring job.
     *
     * @param activity as the path has it
     * @param address of the client
     * @param query as it was sent, or null
     * @param header the value of a header, or null
     * @param bytes of the body; -1 when the client does not say
     * @throws ConnectorRefusal when it cannot be done
     * @throws io.drover.security.NotInPolicyException when the caller may not
     */
    CheckedEnqueue check(
            String activity, Caller caller, String address, String query, UnaryOperator<String> header, long bytes) {
        RecurringJobDefinition recurring = activities.of(activity, caller, address, Direction.IMPORT, "Enqueue");
        if (bytes > recurring.limits().maxBytes()) {
            throw new ConnectorRefusal(
                    413,
                    "The body has " + bytes + " bytes; the recurring job " + Activities.name(recurring)
                            + " takes at most " + recurring.limits().maxBytes()
                            + " (maxSize in the <limits> of its file).");
        }
        JobDefinition job = job(recurring);
        return new CheckedEnqueue(
                recurring,
                job,
                Entities.of(recurring, job, Requests.query(query, "entity")),
                company(recurring, query),
                Requests.header(header.apply(EXTERNAL_ID), EXTERNAL_ID, MOST_OF_EXTERNAL_ID),
                Requests.header(header.apply("Idempotency-Key"), "Idempotency-Key", MOST_OF_KEY));
    }

    private JobDefinition job(RecurringJobDefinition recurring) {
        if (!catalog.has(JobDefinition.class, recurring.job())) {
            throw new ConnectorRefusal(
                    503,
                    "The job '" + recurring.job() + "' of the recurring job " + Activities.name(recurring)
                            + " is not in force: its file is missing or has errors.",
                    Map.of("Retry-After", "60"));
        }
        return catalog.find(JobDefinition.class, recurring.job());
    }

    private static String company(RecurringJobDefinition recurring, String query) {
        String company = Requests.query(query, "company");
        if (company != null && company.length() > MOST_OF_COMPANY) {
            throw ConnectorRefusal.invalid("company has more than " + MOST_OF_COMPANY
                    + " characters: it is the id of a legal entity, such as USMF.");
        }
        return Queues.company(recurring, company);
    }
}
