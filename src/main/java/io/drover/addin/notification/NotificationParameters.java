package io.drover.addin.notification;

import io.drover.store.event.Notification.Channel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a task's notification parameters say.
 *
 * @param overdueAfter how long a run may go on; null: by the schedule; zero: for ever
 * @param staleAfter how long a task may go without a completed run; null: by the schedule; zero: for ever
 */
public record NotificationParameters(
        Mail mail, boolean onFailureOnly, Webhook webhook, Duration overdueAfter, Duration staleAfter) {

    /**
     * What is said by mail, and to whom.
     *
     * @param recipients none: no mails
     * @param template a file below drover.files, or empty: Drover's own
     * @param sender empty: drover.mail.from
     * @param interval shortest time between two about failures, and between two about successes
     */
    public record Mail(
            List<String> recipients,
            String template,
            String subject,
            String senderName,
            String sender,
            Duration interval) {
        public Mail {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * What is called.
     *
     * @param address or null
     * @param secrets that calls are signed with; the first is the current one
     */
    public record Webhook(URI address, List<WebhookSecret> secrets) {
        public Webhook {
            secrets = List.copyOf(secrets);
        }
    }

    /** Name of the part, and of the route template with these parameters. */
    public static final String PART = "notification";

    /** A year. */
    private static final long LONGEST_MINUTES = 525_600;

    /**
     * Reads them.
     *
     * @param values by the names of the part's parameters; what is missing is as if it were empty
     * @throws IllegalArgumentException when a value cannot be; says which, why, and what can
     */
    public static NotificationParameters of(Map<String, String> values) {
        Values read = new Values(values);
        URI webhook = read.text("notificationWebhookUrl").isEmpty()
                ? null
                : WebhookAddress.of(read.text("notificationWebhookUrl"));
        List<WebhookSecret> secrets = WebhookSecret.all(read.text("notificationWebhookSecret"));
        if (webhook != null && secrets.isEmpty()) {
            throw new IllegalArgumentException(
                    "notificationWebhookUrl also needs notificationWebhookSecret: whsec_ and the"
                            + " Base64 of 24 to 64 random bytes, such as whsec_ and what `openssl rand -base64 32` prints");
        }
        String sender = read.text("notificationSenderEmail");
        return new NotificationParameters(
                new Mail(
                        MailAddresses.several("notificationRecipientEmail", read.text("notificationRecipientEmail")),
                        read.text("notificationEmailTemplate"),
                        MailAddresses.oneLine("notificationEmailSubject", read.text("notificationEmailSubject")),
                        MailAddresses.oneLine("notificationEmailSenderName", read.text("notificationEmailSenderName")),
                        sender.isEmpty() ? "" : MailAddresses.one("notificationSenderEmail", sender),
                        read.minutes("notificationIntervalInMinutes").orElse(Duration.ZERO)),
                Boolean.parseBoolean(read.text("onFailureOnly")),
                new Webhook(webhook, secrets),
                read.minutes("overdueAfterInMinutes").orElse(null),
                read.minutes("staleAfterInMinutes").orElse(null));
    }

    /**
     * Looks at what they refer to: the template, and the tags of both.
     *
     * @param files drover.files
     * @throws IllegalArgumentException when something is not there or not known; says what
     */
    public void requireGood(Path files) {
        Tags.requireKnown("the parameter notificationEmailSubject", mail.subject);
        if (!mail.template.isEmpty()) {
            MailTemplate.read(files, mail.template);
        }
    }

    /** Whether anybody is told over this channel. */
    public boolean has(Channel channel) {
        return channel == Channel.Mail ? !mail.recipients.isEmpty() : webhook.address != null;
    }

    /** Shortest time between two notifications that say the same; systems can take each one. */
    public Duration interval(Channel channel) {
        return channel == Channel.Mail ? mail.interval : Duration.ZERO;
    }

    private record Values(Map<String, String> all) {
        String text(String name) {
            return all.getOrDefault(name, "").strip();
        }

        Optional<Duration> minutes(String name) {
            String value = text(name);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (!value.matches("\\d{1,6}") || Long.parseLong(value) > LONGEST_MINUTES) {
                throw new IllegalArgumentException("the parameter " + name + " is '" + value
                        + "', not a whole number of minutes from 0 to " + LONGEST_MINUTES);
            }
            return Optional.of(Duration.ofMinutes(Long.parseLong(value)));
        }
    }
}
