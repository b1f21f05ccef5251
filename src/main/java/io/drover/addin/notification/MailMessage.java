package io.drover.addin.notification;

import io.drover.settings.Settings;
import io.drover.store.event.Notification;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.component.mail.MailConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A mail as the route of the part gets it.
 *
 * @param headers To, From, Subject and the like; the text that goes beside HTML too
 */
public record MailMessage(String body, Map<String, Object> headers) {
    private static final Logger LOG = LoggerFactory.getLogger(MailMessage.class);
    private static final String HTML = "text/html; charset=UTF-8";
    private static final String TEXT = "text/plain; charset=UTF-8";
    private static final int LONGEST_SUBJECT = 200;

    /**
     * Writes it.
     *
     * @throws IllegalArgumentException when nobody is named as the sender
     */
    public static MailMessage of(
            Notification notification, NotificationParameters parameters, RunReport report, Settings settings) {
        MailTemplate template = template(parameters, settings);
        Map<String, Object> headers = new LinkedHashMap<>();
        headers.put("To", String.join(", ", parameters.mail().recipients()));
        headers.put("From", from(parameters, settings));
        headers.put("Subject", subject(parameters.mail().subject(), report));
        headers.put("Content-Type", template.html() ? HTML : TEXT);
        headers.put("Auto-Submitted", "auto-generated"); // RFC 3834: nobody who is on holiday answers
        headers.put("X-Drover-Notification", notification.uid());
        if (template.html()) {
            headers.put(MailConstants.MAIL_ALTERNATIVE_BODY, MailTemplate.DEFAULT_TEXT.filled(report));
        }
        return new MailMessage(template.filled(report), headers);
    }

    /** One that has become bad since the task was deployed does not keep anybody from being told. */
    private static MailTemplate template(NotificationParameters parameters, Settings settings) {
        if (!parameters.mail().template().isEmpty()) {
            try {
                return MailTemplate.read(
                        settings.folders().root(), parameters.mail().template());
            } catch (IllegalArgumentException e) {
                LOG.warn("a mail has Drover's own text: {}", e.getMessage());
            }
        }
        return MailTemplate.DEFAULT_HTML;
    }

    private static String from(NotificationParameters parameters, Settings settings) {
        String address = parameters.mail().sender();
        if (address.isEmpty()) {
            address = settings.get("drover.mail.from");
            if (address.isEmpty()) {
                throw new IllegalArgumentException(
                        "there is no sender: neither notificationSenderEmail of the task nor drover.mail.from is set");
            }
            MailAddresses.one("drover.mail.from", address);
        }
        return MailAddresses.withName(parameters.mail().senderName(), address);
    }

    /** Values may have anything, line breaks too. */
    private static String subject(String written, RunReport report) {
        String subject = MailAddresses.asOneLine(Tags.text(written, report));
        return subject.length() <= LONGEST_SUBJECT ? subject : subject.substring(0, LONGEST_SUBJECT) + " ...";
    }
}
