package io.drover.deploy.route;

import io.drover.definition.Installation;
import io.drover.definition.problem.Problem;
import io.drover.deploy.route.context.CamelRoutes;
import io.drover.task.TaskRoutes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/** The route templates that Drover itself makes routes from. */
public final class GeneratedRoutes {
    public static final String INBOX = "inbox";
    public static final String FETCH = "fetch";
    public static final String SEND = "send";
    public static final String RECURRING_JOB = "recurring-job";
    public static final String MONITORING = "recurring-job-monitoring";

    /** All of them; add-ins are the tasks' own matter. */
    static final Set<String> TEMPLATES = Set.of(INBOX, FETCH, SEND, RECURRING_JOB, MONITORING, TaskRoutes.TICK);

    /** The files of the distribution that have what the routes of jobs are made from. */
    private static final Map<String, String> FILES =
            Map.of(INBOX, "inbox.camel.yaml", FETCH, "endpoints.camel.yaml", SEND, "endpoints.camel.yaml");

    private GeneratedRoutes() {}

    /** Whether a route is one that a job's files come or go by. */
    public static boolean isGenerated(String route) {
        return Stream.of(INBOX, FETCH, SEND).anyMatch(template -> route.startsWith(template + "-"));
    }

    /**
     * What keeps jobs from having their routes: the template that is not there, said of its own file and so the same for all of them.
     *
     * @param routes the folder of routes
     * @param templates those that are needed
     */
    public static Optional<Problem> missing(CamelContext camel, Path routes, Set<String> templates) {
        if (!Files.exists(routes)) {
            return Optional.of(new Problem(routes, 0, Installation.ROUTES_MISSING));
        }
        return templates.stream()
                .filter(template -> !CamelRoutes.hasTemplate(camel, template))
                .sorted()
                .findFirst()
                .map(
                        template -> new Problem(
                                routes.resolve(FILES.get(template)),
                                0,
                                "the route template '" + template
                                        + "' is not there, without which no job has its routes: take the file from the distribution"));
    }
}
