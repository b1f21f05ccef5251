package io.drover.job;

import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a mail brings: its attachments are the deliveries, those of mails that it forwards too. Its text is none, nor are pictures and
 * signatures. A part that cannot be read is named, and the others come.
 */
final class MailedFiles {
    /** Text for people, and what mail servers say, unless it is sent as a file. */
    private static final Set<String> NO_FILES = Set.of(
            "text/plain",
            "text/html",
            "text/enriched",
            "text/richtext",
            "text/calendar",
            "text/x-amp-html",
            "text/rfc822-headers",
            "message/delivery-status",
            "message/disposition-notification",
            "message/feedback-report");

    private static final Set<String> SIGNATURES =
            Set.of("application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature");

    private final List<MailedFile> files = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();

    /** A file that came with a mail. */
    record MailedFile(String name, Part part) {
        /** Its content, whose failures are {@link UnreadablePartException}s. */
        InputStream open() throws UnreadablePartException {
            try {
                return new MailedFileStream(part.getInputStream());
            } catch (IOException | MessagingException | RuntimeException e) {
                throw new UnreadablePartException(e);
            }
        }
    }

    private MailedFiles() {}

    static MailedFiles of(Message mail) {
        MailedFiles all = new MailedFiles();
        all.add(mail);
        return all;
    }

    /** In the order of the mail. Two may have one name. */
    List<MailedFile> files() {
        return files;
    }

    /** Parts of which not even the kind can be known, and why. */
    List<String> unreadable() {
        return unreadable;
    }

    private void add(Part part) {
        try {
            if (part.isMimeType("multipart/*")) {
                addAll((Multipart) part.getContent());
            } else if (part.isMimeType("message/rfc822")) {
                add((Message) part.getContent());
            } else if (isFile(part)) {
                files.add(new MailedFile(MailedNames.of(part, files.size() + 1), part));
            }
        } catch (IOException | MessagingException | RuntimeException e) {
            unreadable.add("part " + (files.size() + unreadable.size() + 1) + ": " + UnreadablePartException.reason(e));
        }
    }

    private void addAll(Multipart parts) throws MessagingException {
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            add(part);
        }
    }

    private static boolean isFile(Part part) throws MessagingException {
        String type = part.getContentType().replaceFirst("[;\\s].*", "").toLowerCase(Locale.ROOT);
        if (type.startsWith("image/") || SIGNATURES.contains(type)) {
            return false;
        }
        return !NO_FILES.contains(type)
                || Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition())
                || (part.getFileName() != null && !part.getFileName().isBlank());
    }
}
