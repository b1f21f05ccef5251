package io.drover.deploy;

import io.drover.definition.problem.Problem;
import io.drover.definition.schedule.Schedule;
import io.drover.definition.schedule.Schedule.Repeat;
import io.drover.deploy.route.GeneratedRoutes;
import io.drover.deploy.route.context.CamelRoutes;
import io.drover.queue.Recurrences;
import io.drover.queue.definition.RecurringJobDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes that tick recurring jobs and their monitoring, brought in line with the definitions. */
final class RecurringJobRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(RecurringJobRoutes.class);

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

    /** Takes out all routes when their templates have changed, for {@link #apply} to make them anew. */
    void templatesChanged(Set<String> templates) {
        if (!Collections.disjoint(templates, Set.of(GeneratedRoutes.RECURRING_JOB, GeneratedRoutes.MONITORING))) {
            List.copyOf(deployed.values()).forEach(this::remove);
        }
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
                    problems.add(new Problem(recurring.file(), 0, CamelRoutes.reason(e)));
                }
            }
        }
    }

    private void add(RecurringJobDefinition recurring) {
        boolean recurs = !(recurring.processing().recurrence().repeat() instanceof Repeat.Never);
        if (recurs) {
            recurrences.takeUp(recurring);
        }
        if (recurs && recurring.enabled()) {
            add(
                    GeneratedRoutes.RECURRING_JOB,
                    tickRoute(recurring),
                    recurring,
                    recurring.processing().recurrence());
        }
        if (recurring.processing().monitoring() != null && recurring.enabled()) {
            add(
                    GeneratedRoutes.MONITORING,
                    monitoringRoute(recurring),
                    recurring,
                    recurring.processing().monitoring().schedule());
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
            CamelRoutes.remove(camel, route);
        }
        deployed.remove(recurring.name());
    }
}
