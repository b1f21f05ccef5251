package io.drover.deploy.route.fault;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;

/** The lines of the steps of a file's routes, as far as Camel has read them. */
public record RouteSteps(List<RouteDefinition> routes) {
    public RouteSteps {
        routes = List.copyOf(routes);
    }

    private static final Pattern AT = Pattern.compile("(?s) at: >>> (.*) <<< in route: ");

    /**
     * Where the step stands that a route could not be made for, or else the route's input.
     *
     * @param uri of the endpoint that is at fault, if one is: of the steps within a step, that which has it is meant
     */
    OptionalInt line(FailedToCreateRouteException failure, Optional<String> uri) {
        Optional<RouteDefinition> route = routes.stream()
                .filter(one -> one.getRouteId() != null && one.getRouteId().equals(failure.getRouteId()))
                .findFirst();
        Matcher at = AT.matcher(failure.getMessage());
        if (route.isEmpty()) {
            return OptionalInt.empty();
        }
        if (!at.find()) {
            return line(
                    route.get().getInput() == null ? -1 : route.get().getInput().getLineNumber());
        }
        return route.get().getOutputs().stream()
                .filter(step -> step.toString().equals(at.group(1)))
                .findFirst()
                .map(step -> line(innermost(step, uri).getLineNumber()))
                .orElse(OptionalInt.empty());
    }

    /** The step that says no more than the URI, the shortest of all that say it. */
    private static ProcessorDefinition<?> innermost(ProcessorDefinition<?> step, Optional<String> uri) {
        if (uri.isEmpty()) {
            return step;
        }
        String text = plain(uri.get()).replaceFirst("\\?.*", "");
        return Stream.concat(Stream.of(step), within(step).stream())
                .filter(one -> plain(one.toString()).contains(text) && one.getLineNumber() > 0)
                .min(Comparator.comparingInt(one -> one.toString().length()))
                .orElse(step);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // as Camel declares it
    private static Collection<ProcessorDefinition<?>> within(ProcessorDefinition<?> step) {
        return (Collection) ProcessorDefinitionHelper.filterTypeInOutputs(step.getOutputs(), ProcessorDefinition.class);
    }

    private static String plain(String uri) {
        return uri.replace("://", ":");
    }

    private static OptionalInt line(int number) {
        return number > 0 ? OptionalInt.of(number) : OptionalInt.empty();
    }
}
