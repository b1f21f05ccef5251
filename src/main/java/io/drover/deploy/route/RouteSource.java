package io.drover.deploy.route;

import io.drover.definition.problem.Problem;
import io.drover.deploy.route.fault.RouteSteps;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;

/** Where routes come from: a file of routes, or a class of the user's own. */
interface RouteSource {
    /** In which sources are loaded. */
    Comparator<RouteSource> BY_PATH = Comparator.comparing(RouteSource::path, RouteFiles.ORDER);

    /** The file; of a class its name, as messages have it. */
    Path path();

    /** Whether another one of the same path would bring the same routes. */
    boolean saysTheSameAs(RouteSource other);

    /** What Camel makes of it: its beans are there, all else is yet to be put into the context. Null when nothing is in it. */
    RoutesBuilder parse(ModelCamelContext camel) throws Exception;

    /** Whether it may go by something of this name. */
    boolean mentions(String name);

    /** What is wrong, as a line for the person who wrote it. */
    Problem problem(RouteSteps steps, Exception failure);

    /** Why it cannot be loaded. */
    default BadRoutesException bad(Exception failure) {
        return bad(failure, List.of());
    }

    /**
     * Why it cannot be loaded.
     *
     * @param routes that Camel has read in it
     */
    default BadRoutesException bad(Exception failure, List<RouteDefinition> routes) {
        return new BadRoutesException(problem(new RouteSteps(routes), failure), failure);
    }
}
