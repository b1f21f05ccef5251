package io.drover.job;

import jakarta.activation.DataHandler;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.attachment.AttachmentMessage;
import org.apache.camel.component.mail.MailMessage;

/** What a mail brings: its attachments are the deliveries; its text, and the pictures of a signature, are none. */
final class Attachments {
    private Attachments() {}

    /** A file that came with a mail. */
    record MailedFile(String name, DataHandler content) {}

    static boolean isMail(Exchange exchange) {
        return exchange.getMessage() instanceof MailMessage;
    }

    /** The files of a mail, by name. */
    static List<MailedFile> of(Exchange exchange) {
        AttachmentMessage message = exchange.getMessage(AttachmentMessage.class);
        if (!message.hasAttachments()) {
            return List.of();
        }
        return message.getAttachments().entrySet().stream()
                .filter(attachment -> !isPicture(attachment.getValue()))
                .map(attachment -> new MailedFile(attachment.getKey(), attachment.getValue()))
                .sorted((a, b) -> a.name.compareTo(b.name))
                .toList();
    }

    private static boolean isPicture(DataHandler attachment) {
        return attachment.getContentType().regionMatches(true, 0, "image/", 0, "image/".length());
    }

    /** A mail in words for the log. */
    static String describe(Message mail) {
        return "the mail '" + mail.getHeader("Subject", "", String.class) + "' from "
                + mail.getHeader("From", "", String.class);
    }
}
