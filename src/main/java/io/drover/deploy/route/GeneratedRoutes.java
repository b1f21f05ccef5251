package io.drover.deploy.route;

import io.drover.task.TaskRoutes;
import java.util.Set;

/** The route templates that Drover itself makes routes from. */
public final class GeneratedRoutes {
    public static final String INBOX = "inbox";
    public static final String FETCH = "fetch";
    public static final String SEND = "send";
    public static final String RECURRING_JOB = "recurring-job";
    public static final String MONITORING = "recurring-job-monitoring";

    /** All of them; add-ins are the tasks' own matter. */
    static final Set<String> TEMPLATES = Set.of(INBOX, FETCH, SEND, RECURRING_JOB, MONITORING, TaskRoutes.TICK);

    private GeneratedRoutes() {}
}
