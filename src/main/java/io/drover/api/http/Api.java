package io.drover.api.http;

import io.drover.api.ApiOperation;
import io.drover.api.ApiOperations;
import io.drover.api.Implementations;
import io.drover.http.Call;
import java.util.List;
import org.apache.camel.Exchange;

/** The bean that routes/api.camel.yaml calls: carries out an operation by its id, and answers. */
public final class Api {
    private final Implementations implementations;

    public Api(Implementations implementations) {
        this.implementations = implementations;
    }

    public void call(String id, Exchange exchange) {
        List<ApiOperation> operations = ApiOperations.named(id);
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("there is no operation '" + id + "': see docs/reference/operations.md");
        }
        Answers.answer(exchange, () -> {
            ApiOperation operation = chosen(operations, exchange);
            try (Arguments arguments = Arguments.of(operation, exchange)) {
                Object implementation = implementations.of(operation.java().getDeclaringClass(), () -> Call.of(exchange)
                        .caller());
                Object result = operation.invoke(implementation, arguments.values());
                return operation.java().getReturnType() == String.class
                        ? new Answers.Text(operation.says().type(), (String) result)
                        : result;
            }
        });
    }

    /** By a flag that is set, or a type that is accepted; else the plain one. */
    private static ApiOperation chosen(List<ApiOperation> operations, Exchange exchange) {
        String accepted = exchange.getMessage().getHeader("Accept", "", String.class);
        for (ApiOperation operation : operations) {
            if (operation.isOtherType()
                    ? accepted.contains(operation.says().type().replaceFirst(";.*", ""))
                    : !operation.isPlain() && Arguments.flag(exchange, operation.flag())) {
                return operation;
            }
        }
        return operations.get(0);
    }
}
