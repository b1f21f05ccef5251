package io.drover.deploy.route;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.ToDynamicDefinition;

/** Which jobs routes send to, as far as their text says it: what is made up as messages come is not known before. */
final class RouteTargets {
    private RouteTargets() {}

    static boolean sendTo(String job, List<RouteDefinition> routes, CamelContext camel) {
        return routes.stream()
                .flatMap(route -> uris(route.getOutputs()))
                .flatMap(uri -> jobs(uri, camel))
                .anyMatch(job::equalsIgnoreCase);
    }

    private static Stream<String> uris(List<ProcessorDefinition<?>> steps) {
        Collection<ToDefinition> sends = ProcessorDefinitionHelper.filterTypeInOutputs(steps, ToDefinition.class);
        Collection<ToDynamicDefinition> dynamic = // wire taps too
                ProcessorDefinitionHelper.filterTypeInOutputs(steps, ToDynamicDefinition.class);
        return Stream.concat(
                sends.stream().map(ToDefinition::getEndpointUri),
                dynamic.stream().map(ToDynamicDefinition::getUri));
    }

    private static Stream<String> jobs(String uri, CamelContext camel) {
        if (uri == null || !uri.startsWith("job:")) {
            return Stream.empty();
        }
        String names = camel.resolvePropertyPlaceholders(uri)
                .replaceFirst("^job:(//)?", "")
                .replaceFirst("\\?.*", "");
        return Arrays.stream(names.split(",")).map(String::strip);
    }
}
