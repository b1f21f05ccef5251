package io.drover.deploy.route.fault;

import io.drover.definition.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.FailedToStartRouteException;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.NoSuchLanguageException;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.language.simple.types.SimpleIllegalSyntaxException;
import org.apache.camel.xml.io.XmlPullParserLocationException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** From what Camel throws over a route file to one line for the person who wrote it: where, and what is wrong there. */
public final class RouteFault {
    /** A field that the YAML DSL does not know; the mark is at its value, or at its parent. */
    private static final Pattern YAML_NAME = Pattern.compile("(?:Unsupported field|Unknown node id): (\\S+)");

    private static final Pattern XML_PLACE = Pattern.compile("(?s)(\\s+in file:| \\(position: |, parser stopped ).*");

    private static final Pattern DATA_FORMAT = Pattern.compile("(?s)Data format '([^']+)' could not be created.*");

    private final List<Throwable> chain = new ArrayList<>();
    private final List<String> lines;
    private final RouteSteps steps;
    private String message = "";
    private int line;

    private RouteFault(List<String> lines, RouteSteps steps, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            chain.add(cause);
        }
        this.lines = lines;
        this.steps = steps;
    }

    /**
     * What is wrong.
     *
     * @param lines of the file, as it was loaded
     * @param steps of the routes that Camel has read in it
     */
    public static Problem problem(Path file, List<String> lines, RouteSteps steps, Throwable failure) {
        RouteFault fault = new RouteFault(lines, steps, failure);
        fault.locateRoute();
        fault.locateStep();
        for (Throwable cause : fault.chain) {
            fault.read(cause); // the innermost says what is wrong; those around it, that something is
        }
        return new Problem(
                file, fault.line, fault.message.replaceAll("\\s+", " ").strip());
    }

    private void read(Throwable cause) {
        if (cause instanceof MarkedYamlEngineException yaml && yaml.getProblem() != null) {
            readYaml(yaml);
        } else if (cause instanceof XmlPullParserLocationException xml) {
            line = xml.getLineNumber();
            message = XML_PLACE.matcher(xml.getMessage()).replaceFirst("").replaceAll("\\{[^}]*}", "");
        } else if (!previousIs(cause, XmlPullParserLocationException.class)) { // which says the same without the place
            readRoute(cause);
        }
    }

    private void readYaml(MarkedYamlEngineException yaml) {
        line = yaml.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
        message = yaml.getProblem();
        if (yaml.getContext() != null) {
            String from = yaml.getContextMark()
                    .map(mark -> " from line " + (mark.getLine() + 1))
                    .orElse("");
            message = yaml.getContext() + from + ": " + message;
        }
        Matcher name = YAML_NAME.matcher(message);
        if (name.find()) {
            nearest("\\s*(- )?[\"']?" + Pattern.quote(name.group(1)) + "[\"']?\\s*:.*");
        }
    }

    private void readRoute(Throwable cause) {
        if (cause instanceof RouteRefusal refusal) {
            message = refusal.getMessage();
            refusal.places().stream()
                    .map(place -> find(0, place))
                    .filter(OptionalInt::isPresent)
                    .findFirst()
                    .ifPresent(found -> line = found.getAsInt());
        } else if (cause instanceof NoSuchEndpointException endpoint) {
            String uri = endpoint.getUri().replaceFirst("://", ":");
            message = "There is no component '" + scheme(uri) + "', in " + uri
                    + CamelParts.remedy("component", scheme(uri));
            next(scheme(uri));
        } else if (cause instanceof ResolveEndpointFailedException endpoint) {
            message = cause.getMessage();
            next(scheme(endpoint.getUri()));
        } else if (cause instanceof NoSuchLanguageException language) {
            message = "There is no language '" + language.getLanguage() + "'"
                    + CamelParts.remedy("language", language.getLanguage());
            next(language.getLanguage());
        } else if (cause instanceof IllegalArgumentException
                && DATA_FORMAT.matcher(cause.getMessage() + "").matches()) {
            String name = DATA_FORMAT.matcher(cause.getMessage()).replaceFirst("$1");
            message = "There is no data format '" + name + "'" + CamelParts.remedy("dataformat", name);
            next(name);
        } else if (cause instanceof NoSuchBeanException bean) {
            message = cause.getMessage();
            next(bean.getName());
        } else if (cause instanceof PropertyBindingException binding) {
            message = binding.getPropertyName() + "=" + binding.getValue();
            next(binding.getPropertyName());
        } else if (previousIs(cause, PropertyBindingException.class)) {
            message += ": " + cause.getMessage();
        } else if (cause instanceof SimpleIllegalSyntaxException simple) {
            message = simple.getMessage().lines().findFirst().orElse("") + " of " + simple.getExpression();
            next(simple.getExpression());
        } else if (cause instanceof ClassNotFoundException) {
            message = "There is no class " + cause.getMessage();
            next(cause.getMessage());
        } else if (!previousIs(cause, SimpleIllegalSyntaxException.class)) { // which has lost the expression
            message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        }
    }

    private static String scheme(String uri) {
        return uri.replaceFirst(":.*", "");
    }

    private boolean previousIs(Throwable cause, Class<? extends Throwable> type) {
        int at = chain.indexOf(cause);
        return at > 0 && type.isInstance(chain.get(at - 1));
    }

    /** Where the route begins that could not be made or started. */
    private void locateRoute() {
        chain.stream().flatMap(cause -> routeId(cause).stream()).findFirst().ifPresent(id -> find(
                        0, ".*\\bid[\"']?\\s*[:=]\\s*[\"']?" + Pattern.quote(id) + "\\b.*")
                .ifPresent(found -> line = found));
    }

    /** Where the step begins that it is about. */
    private void locateStep() {
        Optional<String> uri =
                chain.stream().flatMap(cause -> uri(cause).stream()).reduce((one, inner) -> inner);
        chain.stream()
                .filter(FailedToCreateRouteException.class::isInstance)
                .map(FailedToCreateRouteException.class::cast)
                .map(failure -> steps.line(failure, uri))
                .filter(OptionalInt::isPresent)
                .findFirst()
                .ifPresent(found -> line = found.getAsInt());
    }

    private static Optional<String> uri(Throwable cause) {
        if (cause instanceof NoSuchEndpointException endpoint) {
            return Optional.of(endpoint.getUri());
        }
        return cause instanceof ResolveEndpointFailedException endpoint
                ? Optional.ofNullable(endpoint.getUri())
                : Optional.empty();
    }

    private static Optional<String> routeId(Throwable cause) {
        if (cause instanceof FailedToCreateRouteException create) {
            return Optional.ofNullable(create.getRouteId());
        }
        return cause instanceof FailedToStartRouteException start
                ? Optional.ofNullable(start.getRouteId())
                : Optional.empty();
    }

    /** Goes on to the next line that holds a text. */
    private void next(String text) {
        find(line, ".*(?<!\\w)" + Pattern.quote(text) + "(?!\\w).*").ifPresent(found -> line = found);
    }

    /** Goes to the line next to the current one, up or down, that looks so. */
    private void nearest(String regex) {
        IntStream.rangeClosed(1, lines.size())
                .filter(number -> lines.get(number - 1).matches(regex))
                .boxed()
                .min((a, b) -> Integer.compare(Math.abs(a - line), Math.abs(b - line)))
                .ifPresent(found -> line = found);
    }

    private OptionalInt find(int from, String regex) {
        return IntStream.rangeClosed(Math.max(1, from), lines.size())
                .filter(number -> lines.get(number - 1).matches(regex))
                .findFirst();
    }
}
