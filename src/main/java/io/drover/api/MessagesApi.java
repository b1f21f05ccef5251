package io.drover.api;

import static io.drover.api.Answers.answer;
import static io.drover.api.Parameters.limit;
import static io.drover.api.Parameters.number;
import static io.drover.api.Parameters.required;
import static io.drover.api.Parameters.text;
import static io.drover.api.Parameters.word;

import io.drover.definition.text.ClientId;
import io.drover.http.Call;
import io.drover.security.Caller;
import io.drover.store.MessageStatus;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.apache.camel.Exchange;

/** The bean that routes/api.camel.yaml calls about messages and recurring jobs. */
public final class MessagesApi {
    private final LocalMessageOperations operations;

    public MessagesApi(LocalMessageOperations operations) {
        this.operations = operations;
    }

    public void messages(Exchange exchange) {
        answer(
                exchange,
                () -> operations.messages(
                        text(exchange, "recurringJob"),
                        word("status", text(exchange, "status"), MessageStatus.class),
                        number(exchange, "before", null),
                        limit(exchange)));
    }

    public void message(Exchange exchange) {
        answer(exchange, () -> operations.message(text(exchange, "id")));
    }

    public void payload(Exchange exchange) {
        answer(exchange, () -> operations.download(text(exchange, "id")));
    }

    public void retry(Exchange exchange) {
        answer(exchange, () -> operations.retry(text(exchange, "id")));
    }

    public void cancel(Exchange exchange) {
        answer(exchange, () -> operations.cancel(text(exchange, "id")));
    }

    public void cleanUp(Exchange exchange) {
        answer(
                exchange,
                () -> operations.cleanUp(
                        text(exchange, "recurringJob"),
                        statuses(text(exchange, "status")),
                        Ages.parse(required(exchange, "olderThan", "how long ago they ended, such as 30d"))));
    }

    /** Some, with commas between. */
    private static Set<MessageStatus> statuses(String text) {
        Set<MessageStatus> statuses = EnumSet.noneOf(MessageStatus.class);
        if (text != null && !text.isBlank()) {
            Arrays.stream(text.split(","))
                    .map(status -> word("status", status, MessageStatus.class))
                    .forEach(statuses::add);
        }
        return statuses;
    }

    public void recurringJobs(Exchange exchange) {
        answer(exchange, operations::recurringJobs);
    }

    public void run(Exchange exchange) {
        answer(exchange, () -> operations.run(text(exchange, "name")));
    }

    /** An application without a role may ask too, about itself. */
    public void diagnose(Exchange exchange) {
        answer(exchange, () -> {
            Caller caller = Call.of(exchange).caller();
            String application = text(exchange, "application");
            String activity = text(exchange, "activity");
            if (!caller.roles().isEmpty()) {
                return operations.diagnose(application, activity);
            }
            if (application != null && !ClientId.canonical(application).equals(caller.clientId())) {
                throw new OperationException(
                        403, "an application without the role reader may ask about itself only: leave application out");
            }
            return operations.diagnoseOwn(caller.clientId(), activity);
        });
    }
}
