package io.drover.deploy.route;

import io.drover.definition.problem.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A file of routes as it was at one time: what it says can be loaded again when the file itself has changed. Immutable. */
final class RouteFile {
    private static final Pattern KAMELET = Pattern.compile(".*\\.kamelet\\.ya?ml");
    private static final Pattern COMMENT_OR_EMPTY = Pattern.compile("\\s*(#.*|---.*)?");

    private final Path path;
    private final byte[] bytes;

    private RouteFile(Path path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /** Why a route file cannot be loaded. */
    static final class BadRouteFileException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Problem problem;

        private BadRouteFileException(Problem problem, Throwable cause) {
            super(problem.toString(), cause);
            this.problem = problem;
        }

        Problem problem() {
            return problem;
        }
    }

    /** @throws IOException when it cannot be read, or is gone */
    static RouteFile read(Path path) throws IOException {
        return new RouteFile(path, Files.readAllBytes(path));
    }

    Path path() {
        return path;
    }

    boolean saysTheSameAs(RouteFile other) {
        return other != null && Arrays.equals(bytes, other.bytes);
    }

    /** What Camel makes of it: its beans are there, all else is yet to be put into the context. Null when nothing is in it. */
    RoutesBuilder parse(ModelCamelContext camel) throws Exception {
        if (isBlank()) {
            return null;
        }
        Resource resource = ResourceHelper.fromBytes("file:" + path, bytes);
        RoutesBuilderLoader loader = PluginHelper.getRoutesLoader(camel).getRoutesLoader(language());
        loader.preParseRoute(resource);
        return loader.loadRoutesBuilder(resource);
    }

    /** By which ending Camel knows the language of the file: it would take that for another after each further point in the name. */
    private String language() {
        String name = path.getFileName().toString();
        if (name.endsWith(".xml")) {
            return "xml";
        }
        return KAMELET.matcher(name).matches() ? "kamelet.yaml" : "yaml";
    }

    /** Whether a name stands anywhere in it. */
    boolean mentions(String name) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])")
                .matcher(new String(bytes, StandardCharsets.UTF_8))
                .find();
    }

    /**
     * Starts the routes of what was loaded.
     *
     * @return what keeps one of them from starting yet, because a server is away
     * @throws BadRouteFileException when one can never start; nothing of the file stays then
     */
    Optional<Problem> start(RouteContent content, ModelCamelContext camel) throws BadRouteFileException {
        try {
            return content.start(camel)
                    .map(away -> bad(away, content.routes().all()).problem());
        } catch (Exception e) {
            content.undo(camel);
            throw bad(e, content.routes().all());
        }
    }

    BadRouteFileException bad(Exception e) {
        return bad(e, List.of());
    }

    /** @param routes that Camel has read in it */
    BadRouteFileException bad(Exception e, List<RouteDefinition> routes) {
        return new BadRouteFileException(RouteFault.problem(path, lines(), new RouteSteps(routes), e), e);
    }

    /** Whether nothing but comments is in a YAML file, of which Camel cannot say so. */
    private boolean isBlank() {
        return !language().equals("xml")
                && lines().stream()
                        .allMatch(line -> COMMENT_OR_EMPTY.matcher(line).matches());
    }

    private List<String> lines() {
        return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RouteFile file && path.equals(file.path) && saysTheSameAs(file);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, Arrays.hashCode(bytes));
    }
}
