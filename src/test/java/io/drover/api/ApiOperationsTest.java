package io.drover.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.drover.api.http.Api;
import io.drover.security.Access;
import io.drover.security.Caller;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an annotated method is enough for. */
class ApiOperationsTest {
    private final List<String> called = new ArrayList<>();

    static Stream<ApiOperation> plain() {
        return ApiOperations.all().stream().filter(ApiOperation::isPlain).filter(operation -> !operation.takesFile());
    }

    /** The server asks the method of the interface with what the request says, whatever the method is. */
    @ParameterizedTest
    @MethodSource("plain")
    void aRequestForAnOperationReachesItsMethod(ApiOperation operation) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(camel);
            operation.parameters().forEach(parameter -> exchange.getMessage()
                    .setHeader(parameter.name(), parameter.words().isPresent() ? null : "1"));
            exchange.getMessage().setHeader("olderThan", "1d");
            exchange.getMessage()
                    .getHeaders()
                    .keySet()
                    .removeIf(name -> name.equals("secret") || name.equals("revokeOld"));

            new Api(recording(operation.java().getDeclaringClass()))
                    .call(operation.says().id(), exchange);

            assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                    .as(exchange.getMessage().getBody(String.class))
                    .isEqualTo(200);
            assertThat(called).containsExactly(operation.java().getName());
        }
    }

    private <T> Implementations recording(Class<T> operations) {
        Object recorder = Proxy.newProxyInstance(
                operations.getClassLoader(), new Class<?>[] {operations}, (proxy, method, arguments) -> {
                    called.add(method.getName());
                    return null;
                });
        return new Implementations().with(operations, operations.cast(recorder));
    }

    @Test
    void anOperationThatNothingCarriesOutIsNamed() {
        assertThat(catchThrowable(() -> new Implementations().of(TaskOperations.class, () -> Caller.ANYBODY)))
                .hasMessage("nothing carries out io.drover.api.TaskOperations");
    }

    /** The route of a path may be somebody's own: then nobody gets in who did not before. */
    @ParameterizedTest
    @CsvSource({
        "GET, /api/jobs, READ",
        "GET, /api/jobs2, READ",
        "POST, /api/applications/a/rotate, ADMINISTER",
        "POST, /api/applications/a/renamed, ADMINISTER",
        "GET, /api/applications/a, READ",
        "POST, /api/tasks/a/credentials, VERIFY",
        "POST, /api/tasks/a/renamed, OPERATE",
        "PUT, /api/tasks/a/credentials, OPERATE",
        "GET, /api/diagnose, MACHINE",
        "POST, /api/nothing, OPERATE",
        "GET, /api, READ"
    })
    void aPathWithoutAnOperationIsAsStrictAsWhatLiesBesideIt(String method, String path, Access access) {
        assertThat(ApiOperations.access(method, path)).isEqualTo(access);
    }
}
