package io.drover.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.drover.connector.wire.Answer;
import io.drover.connector.wire.ConnectorAnswers;
import io.drover.connector.wire.ConnectorRefusals;
import io.drover.queue.payload.QueueException;
import io.drover.queue.payload.QueueException.Kind;
import io.drover.store.StoreException;
import java.io.IOException;
import java.sql.SQLTransientConnectionException;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a client gets when something goes wrong: the cause where it is theirs, an id of the log where it is not. */
class AnswersTest {

    private static Exchange answered(Callable<Answer> operation) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.getMessage().setHeader("Authorization", "Bearer secret");
        new ConnectorAnswers(
                        refusal -> Answer.of(refusal.status(), Answer.JSON, refusal.getMessage(), refusal.headers()))
                .answer(exchange, operation);
        assertThat(exchange.getMessage().getHeader("Authorization")).isNull();
        return exchange;
    }

    private static String body(Exchange exchange) {
        return new String((byte[]) exchange.getMessage().getBody(), UTF_8);
    }

    private static void assertAnswered(Exception failure, int status, String retryAfter) {
        Exchange exchange = answered(() -> {
            throw failure;
        });
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(status);
        assertThat(exchange.getMessage().getHeader("Retry-After")).isEqualTo(retryAfter);
    }

    @Test
    void whatAQueueRefusesHasAStatusOfItsKind() {
        Map.of(Kind.UNKNOWN, 404, Kind.CONFLICT, 409, Kind.INVALID, 400)
                .forEach((kind, status) -> assertAnswered(new QueueException(kind, "cause"), status, null));
        assertAnswered(new QueueException(Kind.UNAVAILABLE, "the disk is full"), 503, "10");
    }

    @Test
    void aDatabaseOrADiskThatDoesNotAnswerIsForLater() {
        assertAnswered(new StoreException("x", new SQLTransientConnectionException("timeout")), 503, "10");
        assertAnswered(new IOException("No space left on device"), 503, "10");
    }

    @Test
    void anythingElseIsAnIdThatTheLogHasAndNothingInternal() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger(ConnectorRefusals.class);
        log.start();
        logger.addAppender(log);
        try {
            Exchange exchange = answered(() -> {
                throw new IllegalStateException("SELECT secret FROM /var/lib");
            });
            assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE))
                    .isEqualTo(500);
            assertThat(body(exchange))
                    .doesNotContain("secret")
                    .doesNotContain("/var/lib")
                    .doesNotContain("Exception");
            Matcher id = Pattern.compile("error ([0-9a-f]{8})").matcher(body(exchange));
            assertThat(id.find()).isTrue();
            assertThat(log.list)
                    .anyMatch(line -> line.getFormattedMessage().contains(id.group(1))
                            && line.getThrowableProxy().getMessage().contains("secret"));
        } finally {
            logger.detachAppender(log);
        }
    }
}
