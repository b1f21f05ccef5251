package io.drover.deploy.route;

import io.drover.definition.problem.Problem;
import io.drover.deploy.route.fault.RouteFault;
import io.drover.deploy.route.fault.RouteSteps;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.spi.CamelBeanPostProcessor;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** Routes that a class of the user's own makes, of a jar in lib/ext or lib/connectors. It stays as it is until Drover starts anew. */
final class JavaRoutes implements RouteSource {
    private static final String REMEDY =
            " (none of its routes run: mend the class, put its jar into lib/ext and restart Drover)";

    private final String name;
    private final Callable<RoutesBuilder> maker;
    private final Optional<String> fault;
    private final ConfigureWatch watch = new ConfigureWatch();
    /** Why what is the class's own failed, its constructor or configure(): it runs once, and fails until Drover starts anew. */
    private Exception failure;

    private JavaRoutes(String name, Callable<RoutesBuilder> maker, Optional<String> fault) {
        this.name = name;
        this.maker = maker;
        this.fault = fault;
    }

    /** Those of a class, of which an object is made whenever its routes are. */
    static JavaRoutes of(Class<?> type, CamelContext camel) {
        return new JavaRoutes(
                type.getName(), () -> (RoutesBuilder) camel.getInjector().newInstance(type, false), Optional.empty());
    }

    /** Those of an object that is there, such as a bean. */
    static JavaRoutes of(String name, RoutesBuilder made) {
        return new JavaRoutes(name, () -> made, Optional.empty());
    }

    /** Those of a bean that is given a builder. */
    static JavaRoutes of(String name, LambdaRouteBuilder bean) {
        return new JavaRoutes(
                name,
                () -> new RouteBuilder() {
                    @Override
                    public void configure() throws Exception {
                        bean.accept(this);
                    }
                },
                Optional.empty());
    }

    /** What cannot be. */
    static JavaRoutes missing(String name, String why) {
        return new JavaRoutes(
                name,
                () -> {
                    throw new IllegalArgumentException(why);
                },
                Optional.of(why));
    }

    @Override
    public Path path() {
        return Path.of(name.replace('/', '.'));
    }

    /** Where its routes are from, as {@code drover routes} shows it. */
    Resource resource() {
        return ResourceHelper.fromString("class:" + path(), "");
    }

    @Override
    public boolean saysTheSameAs(RouteSource other) {
        return other != null;
    }

    @Override
    public RoutesBuilder parse(ModelCamelContext camel) throws Exception {
        if (failure != null) {
            throw failure;
        }
        RoutesBuilder builder = make();
        CamelBeanPostProcessor beans = PluginHelper.getBeanPostProcessor(camel);
        beans.postProcessBeforeInitialization(builder, builder.getClass().getName());
        beans.postProcessAfterInitialization(builder, builder.getClass().getName());
        if (builder instanceof RouteBuilder routes) {
            routes.setResource(resource());
            routes.removeLifecycleInterceptor(watch);
            routes.addLifecycleInterceptor(watch);
        }
        return builder;
    }

    private RoutesBuilder make() throws Exception {
        try {
            return maker.call();
        } catch (Exception | LinkageError e) {
            failure = fault.isPresent() ? (Exception) e : new IllegalStateException("cannot be made: " + inWords(e));
            throw failure;
        }
    }

    /** What it goes by is not known before it runs. */
    @Override
    public boolean mentions(String used) {
        return true;
    }

    /** What is wrong that can be said without running anything of it. */
    Optional<Problem> fault() {
        return fault.map(why -> new Problem(path(), 0, why + REMEDY));
    }

    @Override
    public Problem problem(RouteSteps steps, Exception thrown) {
        if (failure == null && watch.isWithin()) {
            failure = new IllegalStateException("configure() fails: " + inWords(thrown));
        }
        Problem problem = RouteFault.problem(path(), List.of(), steps, failure == null ? thrown : failure);
        return new Problem(path(), 0, problem.message().replaceFirst("[.]$", "") + REMEDY);
    }

    private static String inWords(Throwable thrown) {
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getClass() == IllegalArgumentException.class && innermost.getMessage() != null
                ? innermost.getMessage()
                : innermost.toString();
    }
}
