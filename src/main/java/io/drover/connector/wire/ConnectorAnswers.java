package io.drover.connector.wire;

import io.drover.http.Reason;
import io.drover.http.download.FileAnswer;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.platform.http.vertx.HttpMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does what a request asks for and makes the answer of it, or of what went wrong: the cause, and nothing internal. */
public final class ConnectorAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ConnectorAnswers.class);

    private final Function<ConnectorRefusal, Answer> errors;

    public ConnectorAnswers(Function<ConnectorRefusal, Answer> errors) {
        this.errors = errors;
    }

    public void answer(Exchange exchange, Callable<Answer> operation) {
        Answer answer;
        try {
            answer = operation.call();
        } catch (Throwable e) {
            answer = refused(exchange, ConnectorRefusals.of(exchange.getFromRouteId(), e));
        }
        if (answer.part() == null) {
            write(exchange, answer);
        } else if (!FileAnswer.begin(
                exchange,
                (HttpMessage) exchange.getMessage(),
                new FileAnswer.Head(answer.status(), answer.headers(), answer.type()),
                answer.part())) {
            write(exchange, refused(exchange, ConnectorRefusal.unknown("The file is not kept any more.")));
        }
    }

    private Answer refused(Exchange exchange, ConnectorRefusal refusal) {
        LOG.debug("{} is answered {}: {}", exchange.getFromRouteId(), refusal.status(), refusal.getMessage());
        return errors.apply(refusal).because(refusal.getMessage());
    }

    private static void write(Exchange exchange, Answer answer) {
        Message message = exchange.getMessage();
        message.removeHeaders("*"); // nothing of the request goes back
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, answer.status());
        if (answer.type() != null) {
            message.setHeader(Exchange.CONTENT_TYPE, answer.type());
        }
        if (message instanceof HttpMessage http) {
            // Camel keeps some back when they are headers of its message, such as Cache-Control
            answer.headers().forEach(http.getResponse()::putHeader);
            Reason.phrase(http.getResponse());
        } else {
            answer.headers().forEach(message::setHeader);
        }
        message.setBody(answer.body());
    }
}
