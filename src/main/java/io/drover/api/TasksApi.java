package io.drover.api;

import static io.drover.api.Answers.answer;
import static io.drover.api.Parameters.number;
import static io.drover.api.Parameters.text;

import org.apache.camel.Exchange;

/** The bean that routes/api.camel.yaml calls about schedules and add-ins. */
public final class TasksApi {
    /** One more than allowed is refused as well as any more are. */
    private static final long MOST = TaskOperations.MAX_TIMES + 1L;

    private final TaskOperations operations;

    public TasksApi(TaskOperations operations) {
        this.operations = operations;
    }

    public void times(Exchange exchange) {
        answer(
                exchange,
                () -> operations.times(text(exchange, "task"), (int) Math.min(number(exchange, "count", 1L), MOST)));
    }

    public void enable(Exchange exchange) {
        answer(exchange, () -> operations.setEnabled(text(exchange, "name"), true));
    }

    public void disable(Exchange exchange) {
        answer(exchange, () -> operations.setEnabled(text(exchange, "name"), false));
    }

    public void addIns(Exchange exchange) {
        answer(exchange, operations::addIns);
    }
}
