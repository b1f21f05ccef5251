package io.drover.deploy.route;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.FromDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;
import org.apache.camel.model.language.ConstantExpression;

/** Which jobs, tasks, queues and connections routes name, as far as their text says it: what is made up as messages come is not known before. */
final class RouteTargets {
    private static final Set<String> SCHEMES = Set.of("job", "task", "queue", "webservice");

    private RouteTargets() {}

    /**
     * A job, task, queue or connection that a route names.
     *
     * @param scheme job, task, queue or webservice
     * @param line of the step; 0 when Camel does not know it
     */
    record Target(String scheme, String name, int line) {}

    private record Uri(String text, int line) {}

    static boolean sendTo(String job, List<RouteDefinition> routes, CamelContext camel) {
        return of(routes, camel).stream()
                .anyMatch(target -> target.scheme.equals("job") && target.name.equalsIgnoreCase(job));
    }

    static List<Target> of(List<RouteDefinition> routes, CamelContext camel) {
        return routes.stream()
                .flatMap(RouteTargets::uris)
                .flatMap(uri -> targets(uri, camel))
                .toList();
    }

    private static Stream<Uri> uris(RouteDefinition route) {
        FromDefinition input = route.getInput();
        return Stream.concat(
                Stream.ofNullable(input).map(from -> new Uri(from.getEndpointUri(), from.getLineNumber())),
                steps(route.getOutputs()).stream()
                        .flatMap(step -> uri(step).map(uri -> new Uri(uri, step.getLineNumber())).stream()));
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // as Camel declares it
    private static Collection<ProcessorDefinition<?>> steps(List<ProcessorDefinition<?>> outputs) {
        return (Collection) ProcessorDefinitionHelper.filterTypeInOutputs(outputs, ProcessorDefinition.class);
    }

    private static Optional<String> uri(ProcessorDefinition<?> step) {
        if (step instanceof ToDefinition to) {
            return Optional.ofNullable(to.getEndpointUri());
        }
        if (step instanceof ToDynamicDefinition dynamic) { // wire taps too
            return Optional.ofNullable(dynamic.getUri());
        }
        return step instanceof ExpressionNode node && node.getExpression() instanceof ConstantExpression constant
                ? Optional.ofNullable(constant.getExpression()) // of an enrich or a recipient list
                : Optional.empty();
    }

    private static Stream<Target> targets(Uri uri, CamelContext camel) {
        String scheme = uri.text == null ? "" : uri.text.replaceFirst(":.*", "");
        if (!SCHEMES.contains(scheme)) {
            return Stream.empty();
        }
        // A connection is named before its path, which may be made up as messages come
        String text =
                scheme.equals("webservice") ? uri.text.replaceFirst("(?s)^([a-z]+:/{0,2}[^/?]*).*", "$1") : uri.text;
        if (text.contains("${")) {
            return Stream.empty();
        }
        String names = camel.resolvePropertyPlaceholders(text)
                .replaceFirst("^[a-z]+:(//)?", "")
                .replaceFirst("\\?.*", "");
        Stream<String> each = scheme.equals("job") ? Arrays.stream(names.split(",")) : Stream.of(names);
        return each.map(String::strip)
                .filter(name -> !name.isEmpty())
                .map(name -> new Target(scheme, name, Math.max(0, uri.line)));
    }
}
