package io.drover.deploy;

import io.drover.deploy.endpoint.EndpointRouteIds;
import io.drover.deploy.endpoint.EndpointWatch;
import io.drover.job.definition.JobDefinition;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.camel.CamelContext;
import org.apache.camel.support.ScheduledPollConsumer;

/**
 * Fetches and sends for one command, when no server runs: with the same routes as the server, until there is nothing more to
 * do or something fails. What fails is said in the log as well.
 */
public final class EndpointRuns {
    private final CamelContext camel;
    private final JobRoutes routes;
    private final EndpointWatch watch;

    EndpointRuns(CamelContext camel, JobRoutes routes, EndpointWatch watch) {
        this.camel = camel;
        this.routes = routes;
        this.watch = watch;
    }

    /**
     * Fetches what lies at a job's endpoint now into its inbox.
     *
     * @return what went wrong; the rest lies where it was
     */
    public Optional<String> fetch(JobDefinition job) {
        return JobRoutes.fetches(job).flatMap(uri -> run(EndpointRouteIds.FETCH + job.name(), job));
    }

    /**
     * Sends the files that wait in a job's outbox.
     *
     * @return what went wrong; the rest waits there
     */
    public Optional<String> send(JobDefinition job) {
        return JobRoutes.sends(job).flatMap(files -> run(EndpointRouteIds.SEND + job.name(), job));
    }

    private Optional<String> run(String route, JobDefinition job) {
        CompletableFuture<Optional<String>> idle = watch.untilIdle(route);
        try {
            routes.complete(route, job);
            if (camel.getRoute(route) != null
                    && !(camel.getRoute(route).getConsumer() instanceof ScheduledPollConsumer)) {
                return Optional.of("only a running server can fetch from this endpoint: files come to it unasked");
            }
            return idle.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        } finally {
            routes.removeRoute(route);
            watch.forget(route);
        }
    }
}
