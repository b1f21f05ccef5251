package io.drover.api;

import io.drover.security.Access;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All operations of the API, in the order of the documentation. */
public final class ApiOperations {
    /** The interfaces that say them. A new one is named here, and what carries it out in {@code io.drover.server.Rooms}. */
    static final List<Class<?>> INTERFACES = List.of(
            ExecutionOperations.class,
            JobOperations.class,
            TaskOperations.class,
            TestRequestOperations.class,
            CredentialOperations.class,
            ConnectionOperations.class,
            MessageOperations.class,
            DiagnosisOperations.class,
            LogOperations.class,
            RouteOperations.class,
            BucketOperations.class,
            CollectionOperations.class,
            ApplicationOperations.class);

    private static final List<ApiOperation> ALL =
            INTERFACES.stream().flatMap(ApiOperations::of).toList();

    private ApiOperations() {}

    private static Stream<ApiOperation> of(Class<?> operations) {
        return Arrays.stream(operations.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Operation.class))
                .map(ApiOperation::of)
                .sorted(Comparator.comparing(ApiOperation::path)
                        .thenComparing(ApiOperation::method)
                        .thenComparing(operation -> !operation.isPlain()));
    }

    public static List<ApiOperation> all() {
        return ALL;
    }

    /** The operation of a method of an interface. */
    public static Optional<ApiOperation> of(Method method) {
        return ALL.stream().filter(operation -> operation.java().equals(method)).findFirst();
    }

    /** The operations of an id: the plain one, then those with a flag or another type. */
    public static List<ApiOperation> named(String id) {
        return ALL.stream()
                .filter(operation -> operation.says().id().equals(id))
                .toList();
    }

    /** The operation that a route is for. */
    public static Optional<ApiOperation> at(String method, String path) {
        return ALL.stream()
                .filter(operation ->
                        operation.method().equals(method) && operation.path().equals(path))
                .findFirst();
    }

    /** The operation that a request asks for; of several, that whose path has the fewest names in it. */
    public static Optional<ApiOperation> askedFor(String method, String path) {
        return ALL.stream()
                .filter(operation -> operation.method().equals(method) && operation.matches(path))
                .min(Comparator.comparingInt(operation -> operation.path().split("\\{", -1).length));
    }

    /**
     * Who may ask for a path. One that no operation has, which somebody may have given a route, is kept as strictly as what lies
     * beside it.
     */
    public static Access access(String method, String path) {
        boolean reads = method.equals("GET") || method.equals("HEAD");
        return askedFor(method, path).map(ApiOperation::access).orElseGet(() -> ALL.stream()
                .filter(operation ->
                        operation.reads() == reads && operation.folder().equals(ApiOperation.folder(path)))
                .map(ApiOperation::access)
                .max(Comparator.naturalOrder())
                .orElse(reads ? Access.READ : Access.OPERATE));
    }
}
