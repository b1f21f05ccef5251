package io.drover.deploy.route;

import io.drover.definition.problem.Problem;
import io.drover.deploy.route.fault.RouteFault;
import io.drover.deploy.route.fault.RouteSteps;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.spi.RoutesBuilderLoader;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** A file of routes as it was at one time: what it says can be loaded again when the file itself has changed. Immutable. */
final class RouteFile implements RouteSource {
    private static final Pattern KAMELET = Pattern.compile(".*\\.kamelet\\.ya?ml");
    private static final Pattern COMMENT_OR_EMPTY = Pattern.compile("\\s*(#.*|---.*)?");

    private final Path path;
    private final byte[] bytes;

    private RouteFile(Path path, byte[] bytes) {
        this.path = path;
        this.bytes = bytes;
    }

    /** @throws IOException when it cannot be read, or is gone */
    static RouteFile read(Path path) throws IOException {
        return new RouteFile(path, Files.readAllBytes(path));
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public boolean saysTheSameAs(RouteSource other) {
        return other instanceof RouteFile file && Arrays.equals(bytes, file.bytes);
    }

    @Override
    public RoutesBuilder parse(ModelCamelContext camel) throws Exception {
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

    @Override
    public boolean mentions(String name) {
        return Pattern.compile("(?<![\\w-])" + Pattern.quote(name) + "(?![\\w-])")
                .matcher(new String(bytes, StandardCharsets.UTF_8))
                .find();
    }

    @Override
    public Problem problem(RouteSteps steps, Exception failure) {
        return RouteFault.problem(path, lines(), steps, failure);
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
