package io.drover.task.notification;

import io.drover.addin.notification.MailMessage;
import io.drover.addin.notification.MailRefusal;
import io.drover.addin.notification.NotificationParameters;
import io.drover.addin.notification.RunReport;
import io.drover.addin.notification.Tag;
import io.drover.addin.notification.WebhookMessage;
import io.drover.connection.RetryAfter;
import io.drover.settings.Settings;
import io.drover.store.event.Notification;
import io.drover.store.event.Notification.Channel;
import io.drover.task.TaskRoutes;
import io.drover.task.definition.TaskDefinition;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.ExchangeBuilder;

/** One attempt to send a notification, through the route that the task has for it. */
final class NotificationSender {
    private static final int GONE = 410;

    private final CamelContext camel;
    private final Settings settings;
    private final Clock clock;

    /** What became of an attempt. */
    enum Outcome {
        SENT,
        /** The receiver wants nothing any more. */
        GONE,
        /** It would be refused at every attempt. */
        REFUSED,
        FAILED
    }

    /**
     * An attempt.
     *
     * @param reason what was wrong, or null
     * @param retryAfterSeconds how long the receiver asks to be left alone, or 0
     * @param left who is still to get it, when others have got it; or null
     */
    record Attempt(Outcome outcome, String reason, long retryAfterSeconds, String left) {
        static Attempt failed(String reason) {
            return new Attempt(Outcome.FAILED, reason, 0, null);
        }

        static Attempt sent(String reason) {
            return new Attempt(Outcome.SENT, reason, 0, null);
        }
    }

    NotificationSender(CamelContext camel, Settings settings, Clock clock) {
        this.camel = camel;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param recipients who is still to get it; empty for all */
    Attempt send(
            TaskDefinition task,
            Notification notification,
            NotificationParameters parameters,
            RunReport report,
            Optional<String> recipients)
            throws Exception {
        Exchange exchange = exchange(task, notification, parameters, report);
        recipients.ifPresent(left -> exchange.getMessage().setHeader("To", left));
        try (ProducerTemplate template = camel.createProducerTemplate()) {
            template.send(TaskRoutes.notificationUri(task.name()), exchange);
        }
        return exchange.getException() == null ? answered(exchange) : failed(exchange.getException());
    }

    private Exchange exchange(
            TaskDefinition task, Notification notification, NotificationParameters parameters, RunReport report) {
        Exchange exchange = ExchangeBuilder.anExchange(camel).build();
        for (Tag tag : Tag.values()) {
            exchange.setVariable(tag.written(), tag.text(report));
        }
        exchange.setVariable("task", task.name());
        exchange.setVariable("channel", notification.about().channel().name());
        if (notification.about().channel() == Channel.Mail) {
            MailMessage mail = MailMessage.of(notification, parameters, report, settings);
            fill(exchange, mail.body(), mail.headers());
        } else {
            exchange.setVariable(
                    "notificationWebhookUrl", parameters.webhook().address().toString());
            WebhookMessage webhook =
                    WebhookMessage.of(notification, parameters.webhook().secrets(), report, clock.instant());
            fill(exchange, webhook.body(), webhook.headers());
        }
        return exchange;
    }

    private static void fill(Exchange exchange, String body, Map<String, Object> headers) {
        exchange.getIn().setBody(body);
        exchange.getIn().setHeaders(new HashMap<>(headers));
    }

    /** A route that asks over HTTP leaves the status; any other has succeeded when it ends without a failure. */
    private static Attempt answered(Exchange exchange) {
        Integer status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
        if (status == null || status / 100 == 2) {
            return Attempt.sent(null);
        }
        return new Attempt(
                status == GONE ? Outcome.GONE : Outcome.FAILED,
                "the receiver answered " + status,
                retryAfter(exchange),
                null);
    }

    private static long retryAfter(Exchange exchange) {
        Duration asked = RetryAfter.of(exchange.getMessage().getHeader("Retry-After", "", String.class));
        return asked == null ? 0 : asked.toSeconds();
    }

    /** A mail that some have got is not sent again to them, and one that is refused for good to nobody. */
    private static Attempt failed(Exception failure) {
        Optional<MailRefusal> refusal = MailRefusal.of(failure);
        if (refusal.isEmpty()) {
            return Attempt.failed(reason(failure));
        }
        MailRefusal said = refusal.get();
        if (!said.later().isEmpty()) {
            return new Attempt(Outcome.FAILED, said(said, failure), 0, String.join(", ", said.later()));
        }
        return said.someHaveIt()
                ? Attempt.sent(said.words())
                : new Attempt(Outcome.REFUSED, said(said, failure), 0, null);
    }

    private static String said(MailRefusal refusal, Exception failure) {
        return refusal.never().isEmpty()
                ? (refusal.words() + ": " + reason(failure)).replaceFirst("^: ", "")
                : refusal.words();
    }

    /** The innermost one says what it was about: a failure of the mail server has those of the connection within. */
    static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String message = innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
        return message.replaceAll("\\s+", " ").strip();
    }
}
