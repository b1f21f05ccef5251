package io.drover.deploy;

import io.drover.definition.problem.Problem;
import io.drover.deploy.route.GeneratedRoutes;
import io.drover.deploy.route.context.CamelRoutes;
import io.drover.job.definition.JobDefinition;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The jobs in use, and their routes brought in line with them. Used by one thread at a time. */
final class JobDeployments {
    private static final Logger LOG = LoggerFactory.getLogger(JobDeployments.class);

    private final CamelContext camel;
    private final JobRoutes routes;
    private final Function<String, Optional<Path>> senders;
    private final Startup startup;
    private final BooleanSupplier stopped;
    private final Map<String, JobDefinition> deployed = new TreeMap<>();
    /** Jobs whose routes are to be made anew because their template has changed. */
    private final Set<String> stale = new HashSet<>();

    /** @param senders the route file, if any, that sends to a job */
    JobDeployments(
            CamelContext camel,
            JobRoutes routes,
            Function<String, Optional<Path>> senders,
            Startup startup,
            BooleanSupplier stopped) {
        this.startup = startup;
        this.stopped = stopped;
        this.camel = camel;
        this.routes = routes;
        this.senders = senders;
    }

    /** The jobs in use by name. */
    Map<String, JobDefinition> deployed() {
        return Collections.unmodifiableMap(deployed);
    }

    /** Takes note of route templates that have changed. */
    void templatesChanged(Set<String> templates) {
        if (!Collections.disjoint(
                templates, Set.of(GeneratedRoutes.INBOX, GeneratedRoutes.FETCH, GeneratedRoutes.SEND))) {
            stale.addAll(deployed.keySet());
        }
    }

    /**
     * Adds, changes and removes jobs.
     *
     * @param schedule whether they are to have routes
     * @param announce whether changes are logged: not those of the start
     * @return whether all could be; false: some are running, and what runs is left alone
     */
    boolean apply(Map<String, JobDefinition> defined, boolean schedule, boolean announce, List<Problem> problems) {
        boolean done = removeGone(defined, problems);
        int looked = 0;
        for (JobDefinition job : defined.values()) {
            startup.at(looked++, defined.size(), "jobs");
            if (stopped.getAsBoolean()) {
                return false;
            }
            JobDefinition before = deployed.get(job.name());
            if (job.equals(before) && !stale.contains(job.name())) {
                continue;
            }
            boolean otherRoutes = before == null || stale.contains(job.name()) || JobRoutes.differ(before, job);
            if (otherRoutes && runs(job.name())) {
                done = false;
                continue;
            }
            Optional<Problem> missing = otherRoutes && schedule ? routes.missing(job) : Optional.empty();
            if (missing.isPresent()) {
                problems.add(missing.get());
                continue;
            }
            try {
                if (otherRoutes && schedule) {
                    swap(before, job);
                }
                stale.remove(job.name());
                deployed.put(job.name(), job);
                if (announce && !job.equals(before)) {
                    LOG.info("{}  job {}", job.name(), before == null ? "added" : "changed");
                }
            } catch (RuntimeException e) {
                problems.add(new Problem(job.file(), 0, CamelRoutes.reason(e)));
            }
        }
        return done;
    }

    /** One that a route still sends to stays: what the route takes would be lost. */
    private boolean removeGone(Map<String, JobDefinition> defined, List<Problem> problems) {
        boolean done = true;
        for (String name : List.copyOf(deployed.keySet())) {
            if (defined.containsKey(name)) {
                continue;
            }
            Optional<Path> sender = senders.apply(name);
            if (sender.isPresent()) {
                problems.add(new Problem(
                        deployed.get(name).file(),
                        0,
                        "is gone, but " + sender.get() + " sends to the job " + name
                                + ": it stays as it was. Bring the file back, or take the route away too"));
                continue;
            }
            if (stopped.getAsBoolean() || runs(name)) {
                done = false;
                continue;
            }
            routes.remove(name);
            deployed.remove(name);
            stale.remove(name);
            LOG.info("{}  job removed", name);
        }
        return done;
    }

    private boolean runs(String job) {
        List<String> ids = JobRoutes.ids(job).toList();
        return ids.stream().anyMatch(id -> CamelRoutes.runs(camel, id)) || !CamelRoutes.drain(camel, ids);
    }

    /** The old routes come back when the new ones cannot be made. */
    private void swap(JobDefinition before, JobDefinition job) {
        routes.remove(job.name());
        try {
            routes.add(job);
        } catch (RuntimeException e) {
            routes.remove(job.name());
            if (before != null) {
                routes.add(before);
            }
            throw e;
        }
    }

    /** Makes the routes to endpoints that were away when their job was deployed. */
    void completeRoutes() {
        deployed.values().forEach(routes::complete);
    }
}
