package io.drover.api.client;

import static io.drover.api.client.ApiClient.encode;

import io.drover.api.ApiOperation;
import io.drover.api.ApiOperations;
import io.drover.api.ApiParameter;
import io.drover.api.Json;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The operations of an interface, as a running server carries them out: each call is the request that its annotation says. */
final class RemoteOperations implements InvocationHandler {
    private final ApiClient client;

    RemoteOperations(ApiClient client) {
        this.client = client;
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Optional<ApiOperation> operation = ApiOperations.of(method);
        if (operation.isPresent()) {
            return client.ask(call(operation.get(), arguments == null ? new Object[0] : arguments));
        }
        return method.isDefault()
                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                : method.invoke(this, arguments);
    }

    private static ApiCall call(ApiOperation operation, Object[] arguments) throws IOException {
        String path = operation.path();
        List<String> query = new ArrayList<>();
        if (!operation.flag().isEmpty()) {
            query.add(operation.flag() + "=true");
        }
        String json = null;
        Path file = null;
        List<ApiParameter> parameters = operation.parameters();
        for (int i = 0; i < arguments.length; i++) {
            ApiParameter parameter = parameters.get(i);
            if (arguments[i] == null) {
                continue;
            }
            if (parameter.isFile()) {
                file = (Path) arguments[i];
            } else if (parameter.body().isPresent()) {
                json = arguments[i] instanceof String text ? text : Json.write(arguments[i]);
            } else if (parameter.inPath()) {
                path = path.replace("{" + parameter.name() + "}", encode(arguments[i].toString()));
            } else {
                texts(arguments[i]).forEach(text -> query.add(parameter.name() + "=" + encode(text)));
            }
        }
        return new ApiCall(operation, query.isEmpty() ? path : path + "?" + String.join("&", query), json, file);
    }

    private static List<String> texts(Object argument) {
        if (argument instanceof Set<?> several) {
            return several.stream().map(String::valueOf).toList();
        }
        return List.of(argument instanceof Duration duration ? duration.toSeconds() + "s" : argument.toString());
    }
}
