package io.drover.deploy.route;

import io.drover.connection.definition.ConnectionDefinition;
import io.drover.definition.Definitions;
import io.drover.definition.problem.Problem;
import io.drover.deploy.route.RouteTargets.Target;
import io.drover.job.definition.JobDefinition;
import io.drover.queue.definition.RecurringJobDefinition;
import io.drover.task.definition.TaskDefinition;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/** Finds jobs, tasks, queues and connections that routes name and that are not there. Such a route runs; what it sends there fails. */
final class TargetNames {
    private final Definitions definitions;
    /** Files that are bad have told so themselves: whether what they define will be called so is not known. */
    private final Set<String> bad;

    TargetNames(Definitions definitions) {
        this.definitions = definitions;
        this.bad = definitions.problems().stream()
                .map(problem -> problem.file().getFileName().toString().replaceFirst("\\.[^.]*$", ""))
                .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
    }

    /** What a file's routes name in vain. */
    List<Problem> problems(Path file, RouteContent content, CamelContext camel) {
        return RouteTargets.of(content.routes().all(), camel).stream()
                .filter(target -> !bad.contains(target.name()))
                .flatMap(target -> unknown(target).map(message -> new Problem(file, target.line(), message)).stream())
                .distinct()
                .toList();
    }

    private Optional<String> unknown(Target target) {
        return switch (target.scheme()) {
            case "job" ->
                unknown(target, "job", definitions.all(JobDefinition.class).keySet());
            case "task" ->
                unknown(target, "task", definitions.all(TaskDefinition.class).keySet());
            case "webservice" ->
                unknown(
                        target,
                        "connection",
                        definitions.all(ConnectionDefinition.class).keySet());
            default ->
                isActivity(target.name())
                        ? Optional.empty()
                        : unknown(
                                target,
                                "recurring job",
                                definitions.all(RecurringJobDefinition.class).keySet());
        };
    }

    private boolean isActivity(String name) {
        return definitions.all(RecurringJobDefinition.class).values().stream()
                .anyMatch(job -> job.activity().toString().equalsIgnoreCase(name.replaceAll("[{}]", "")));
    }

    private static Optional<String> unknown(Target target, String noun, Collection<String> names) {
        return names.stream().anyMatch(target.name()::equalsIgnoreCase)
                ? Optional.empty()
                : Optional.of(
                        "there is no " + noun + " '" + target.name() + "', which a route sends to or reads; there are "
                                + (names.isEmpty() ? "none" : String.join(", ", names)));
    }
}
