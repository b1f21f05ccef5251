package io.drover.server.health;

import io.drover.definition.problem.Problem;
import io.drover.deploy.Deployments;
import io.drover.deploy.endpoint.EndpointWatch;
import io.drover.job.Jobs;
import io.drover.job.inbox.SettledReadLock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Shows what is wrong in the files. The server stays up: a bad route or definition stands alone, and a load balancer must not
 * take out a node whose other work goes on.
 */
public final class DeploymentHealth extends AbstractHealthCheck {
    private final Deployments deployments;
    private final Jobs jobs;
    private final SettledReadLock inbox;
    private final EndpointWatch endpoints;

    public DeploymentHealth(Deployments deployments, Jobs jobs, SettledReadLock inbox, EndpointWatch endpoints) {
        super("drover", "files");
        this.jobs = jobs;
        this.deployments = deployments;
        this.inbox = inbox;
        this.endpoints = endpoints;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        List<String> problems = Stream.of(
                        deployments.problems().stream().map(DeploymentHealth::text),
                        inbox.stuck().stream(),
                        jobs.inboxes().said().stream(),
                        endpoints.troubles().stream())
                .flatMap(Function.identity())
                .toList();
        builder.up();
        if (!problems.isEmpty()) {
            builder.message("DEGRADED: " + String.join("; ", problems)).detail("problems", problems);
        }
    }

    /** Without the folders: Camel writes each / of a message as \\\/. */
    private static String text(Problem problem) {
        return new Problem(problem.file().getFileName(), problem.line(), problem.message()).toString();
    }
}
