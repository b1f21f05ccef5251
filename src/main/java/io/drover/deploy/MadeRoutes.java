package io.drover.deploy;

import io.drover.task.TaskRoutes;
import java.util.Set;

/** The route templates that Drover itself makes routes from. */
final class MadeRoutes {
    static final String INBOX = "inbox";
    static final String FETCH = "fetch";
    static final String SEND = "send";
    static final String RECURRING_JOB = "recurring-job";
    static final String MONITORING = "recurring-job-monitoring";

    /** All of them; add-ins are the tasks' own matter. */
    static final Set<String> TEMPLATES = Set.of(INBOX, FETCH, SEND, RECURRING_JOB, MONITORING, TaskRoutes.TICK);

    private MadeRoutes() {}
}
