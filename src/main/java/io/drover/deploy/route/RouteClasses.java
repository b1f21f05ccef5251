package io.drover.deploy.route;

import io.drover.definition.problem.Problem;
import io.drover.deploy.route.context.ClassSearch;
import io.drover.deploy.standin.StandIn;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.LambdaRouteBuilder;
import org.apache.camel.main.MainConfigurationProperties;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.util.AntPathMatcher;

/**
 * The classes of the user's own that make routes, as Camel Main finds them: by camel.main.routesBuilderClasses, below
 * camel.main.basePackageScan, and among the beans. Nothing of theirs runs before their routes are made.
 */
final class RouteClasses {
    private final CamelContext camel;
    private final MainConfigurationProperties main;
    private final Map<Path, JavaRoutes> found = new LinkedHashMap<>();

    private RouteClasses(CamelContext camel, MainConfigurationProperties main) {
        this.camel = camel;
        this.main = main;
    }

    /** Those of a context. */
    static List<JavaRoutes> of(CamelContext camel) {
        return ClassSearch.of(camel)
                .map(main -> new RouteClasses(camel, main).all())
                .orElse(List.of());
    }

    /** What is wrong with them that can be said without running anything of theirs. */
    static List<Problem> problems(CamelContext camel) {
        return of(camel).stream().flatMap(routes -> routes.fault().stream()).toList();
    }

    /** Whether there are any, stand-ins of a check included: what those would bring is not known. */
    static boolean areIn(CamelContext camel) {
        return !of(camel).isEmpty()
                || !camel.getRegistry().findByType(RoutesBuilder.class).isEmpty()
                || !camel.getRegistry().findByType(LambdaRouteBuilder.class).isEmpty();
    }

    private List<JavaRoutes> all() {
        listOf(main.getRoutesBuilders()).forEach(made -> add(made.getClass().getName(), made));
        named(main.getRoutesBuilderClasses()).forEach(this::addClass);
        if (main.isRoutesCollectorEnabled()) {
            camel.getRegistry()
                    .findByTypeWithName(LambdaRouteBuilder.class)
                    .forEach((name, bean) -> add(JavaRoutes.of("bean " + name, bean)));
            camel.getRegistry().findByTypeWithName(RoutesBuilder.class).forEach((name, bean) -> {
                if (isIncluded(bean.getClass())) {
                    add(bean.getClass().getName(), bean);
                }
            });
        }
        if (main.isBasePackageScanEnabled()) {
            scan(named(main.getBasePackageScan()));
        }
        return List.copyOf(found.values());
    }

    private static <T> List<T> listOf(List<T> some) {
        return some == null ? List.of() : some;
    }

    private static List<String> named(String names) {
        return names == null
                ? List.of()
                : Arrays.stream(names.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    private void add(JavaRoutes routes) {
        found.putIfAbsent(routes.path(), routes);
    }

    /** An object that is there; one more of the same class gets a number. */
    private void add(String type, RoutesBuilder made) {
        String name = type;
        for (int more = 2; found.containsKey(Path.of(name)); more++) {
            name = type + " (" + more + ")";
        }
        add(JavaRoutes.of(name, made));
    }

    private void addClass(String name) {
        Class<?> type = camel.getClassResolver().resolveClass(name);
        if (type == null) {
            add(JavaRoutes.missing(
                    name, "there is no such class in lib/ext or lib/connectors, which the settings of Camel name"));
        } else {
            add(routes(type));
        }
    }

    private JavaRoutes routes(Class<?> type) {
        String fault = fault(type);
        return fault.isEmpty() ? JavaRoutes.of(type, camel) : JavaRoutes.missing(type.getName(), fault);
    }

    /** What keeps Camel from making an object of it; empty for nothing. */
    private static String fault(Class<?> type) {
        if (!RoutesBuilder.class.isAssignableFrom(type)) {
            return "the class is no RoutesBuilder: let it extend org.apache.camel.builder.RouteBuilder";
        }
        boolean open;
        try {
            open = Arrays.stream(type.getConstructors()).anyMatch(one -> one.getParameterCount() == 0);
        } catch (LinkageError e) {
            return "the class needs another that is not there: " + e;
        }
        return Modifier.isAbstract(type.getModifiers()) || !open
                ? "no object can be made of the class: it must not be abstract, and needs a public constructor without"
                        + " parameters (or be a bean, by camel.beans)"
                : "";
    }

    /** Below these packages, what is a class of its own; of what is a bean already, no second object is made. */
    private void scan(List<String> packages) {
        if (!packages.isEmpty()) {
            PluginHelper.getPackageScanClassResolver(camel)
                    .findImplementations(RoutesBuilder.class, packages.toArray(String[]::new))
                    .stream()
                    .filter(type -> !Modifier.isAbstract(type.getModifiers())
                            && !type.isAnonymousClass()
                            && !type.isLocalClass()
                            && isIncluded(type))
                    .sorted((one, other) -> one.getName().compareTo(other.getName()))
                    .forEach(type -> add(routes(type)));
        }
    }

    /** By camel.main.javaRoutesIncludePattern and javaRoutesExcludePattern. */
    private boolean isIncluded(Class<?> type) {
        String path = type.getName().replace('.', '/');
        List<String> included = named(main.getJavaRoutesIncludePattern());
        return !StandIn.class.isAssignableFrom(type)
                && !List.of("false").equals(included)
                && (included.isEmpty() || matches(included, path))
                && !matches(named(main.getJavaRoutesExcludePattern()), path);
    }

    private static boolean matches(List<String> patterns, String path) {
        return AntPathMatcher.INSTANCE.anyMatch(patterns.toArray(String[]::new), path);
    }
}
