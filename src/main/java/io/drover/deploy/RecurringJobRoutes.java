package io.drover.deploy;

import io.drover.definition.Problem;
import io.drover.definition.RecurringJobDefinition;
import io.drover.definition.Schedule;
import io.drover.definition.Schedule.Repeat;
import io.drover.queue.Recurrences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes that tick recurring jobs and their monitoring, brought in line with the definitions. */
final class RecurringJobRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(RecurringJobRoutes.class);
    /** Templates in routes/recurring-jobs.camel.yaml. */
    private static final String TICK = "recurring-job";

    private static final String MONITORING = "recurring-job-monitoring";

    private final CamelContext camel;
    private final Recurrences recurrences;
    private final Map<String, RecurringJobDefinition> deployed = new TreeMap<>();

    RecurringJobRoutes(CamelContext camel, Recurrences recurrences) {
        this.camel = camel;
        this.recurrences = recurrences;
    }

    static String tickRoute(RecurringJobDefinition recurring) {
        return "tick-queue-" + recurring.activity();
    }

    static String monitoringRoute(RecurringJobDefinition recurring) {
        return "watch-queue-" + recurring.activity();
    }

    /**
     * Adds, changes and removes routes.
     *
     * @param announce whether changes are logged: not those of the start
     */
    void apply(Map<String, RecurringJobDefinition> defined, boolean announce, List<Problem> problems) {
        for (RecurringJobDefinition before : new ArrayList<>(deployed.values())) {
            if (!before.equals(defined.get(before.name()))) {
                remove(before);
                if (!defined.containsKey(before.name()) && announce) {
                    LOG.info("{}  recurring job removed", before.name());
                }
            }
        }
        for (RecurringJobDefinition recurring : defined.values()) {
            if (!deployed.containsKey(recurring.name())) {
                try {
                    add(recurring);
                    if (announce) {
                        LOG.info("{}  recurring job taken up", recurring.name());
                    }
                } catch (RuntimeException e) {
                    remove(recurring);
                    problems.add(new Problem(recurring.file(), 0, Deployments.reason(e)));
                }
            }
        }
    }

    private void add(RecurringJobDefinition recurring) {
        boolean recurs = !(recurring.recurrence().repeat() instanceof Repeat.Never);
        if (recurs) {
            recurrences.takeUp(recurring);
        }
        if (recurs && recurring.enabled()) {
            add(TICK, tickRoute(recurring), recurring, recurring.recurrence());
        }
        if (recurring.monitoring() != null && recurring.enabled()) {
            add(
                    MONITORING,
                    monitoringRoute(recurring),
                    recurring,
                    recurring.monitoring().schedule());
        }
        deployed.put(recurring.name(), recurring);
    }

    private void add(String template, String route, RecurringJobDefinition recurring, Schedule schedule) {
        TemplatedRouteBuilder.builder(camel, template)
                .routeId(route)
                .parameter("activity", recurring.activity())
                .parameter("cron", schedule.looks())
                .add();
    }

    private void remove(RecurringJobDefinition recurring) {
        for (String route : List.of(tickRoute(recurring), monitoringRoute(recurring))) {
            Deployments.removeRoute(camel, route);
        }
        deployed.remove(recurring.name());
    }
}
