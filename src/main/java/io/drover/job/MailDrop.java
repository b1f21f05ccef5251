package io.drover.job;

import io.drover.job.MailedFiles.MailedFile;
import io.drover.job.inbox.DropOptions;
import io.drover.job.inbox.InboxIntake;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.util.SharedFileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.camel.Exchange;
import org.apache.camel.component.mail.MailMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the files of a mail into the inboxes of jobs. The mail is done, and marked so, when all of it is kept here. */
public final class MailDrop {
    private static final Logger LOG = LoggerFactory.getLogger(MailDrop.class);

    private final InboxIntake intake;
    private final Message mail;
    private final DropOptions options;

    MailDrop(InboxIntake intake, Exchange exchange, DropOptions options) {
        this.intake = intake;
        this.mail = ((MailMessage) exchange.getMessage()).getOriginalMessage();
        this.options = options;
    }

    static boolean isMail(Exchange exchange) {
        return exchange.getMessage() instanceof MailMessage;
    }

    /** A mail in words for the log; empty when an exchange has none. */
    public static Optional<String> described(Exchange exchange) {
        return exchange.getMessage() instanceof MailMessage message
                ? Optional.of(described(message.getOriginalMessage()))
                : Optional.empty();
    }

    private static String described(Message mail) {
        try {
            Address[] from = mail.getFrom();
            String sender = from == null || from.length == 0
                    ? "nobody"
                    : from[0] instanceof InternetAddress address ? address.toUnicodeString() : from[0].toString();
            return "the mail '" + Optional.ofNullable(mail.getSubject()).orElse("") + "' from " + sender;
        } catch (MessagingException e) {
            return "a mail whose head cannot be read (" + UnreadablePartException.reason(e) + ")";
        }
    }

    /**
     * Puts them there. The mail is fetched as a whole before: what its server does not give may come later, what is wrong in it stays so.
     *
     * @throws IOException when it cannot be fetched, or one of them not be put there: it has to come again
     */
    void drop(List<String> jobs) throws IOException {
        Path whole = Files.createTempFile("drover-mail-", ".eml");
        try {
            fetch(whole);
            try (SharedFileInputStream content = new SharedFileInputStream(whole.toFile())) {
                drop(jobs, new MimeMessage(Session.getInstance(new Properties()), content), whole);
            } catch (MessagingException e) {
                throw new IOException(UnreadablePartException.reason(e), e);
            }
        } finally {
            Files.delete(whole);
        }
    }

    private void fetch(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            mail.writeTo(out);
        } catch (MessagingException e) {
            throw new IOException(UnreadablePartException.reason(e), e);
        }
    }

    private void drop(List<String> jobs, Message fetched, Path whole) throws IOException {
        MailedFiles all = MailedFiles.of(fetched);
        List<String> lost = new ArrayList<>(all.unreadable());
        for (String job : jobs) {
            for (MailedFile file : all.files()) {
                drop(job, file).ifPresent(lost::add);
            }
        }
        if (!lost.isEmpty()) {
            keep(jobs.get(0), lost, whole);
        } else if (all.files().isEmpty()) {
            LOG.warn("{}  {} has no attachment; nothing to load", String.join(",", jobs), described(mail));
        }
    }

    /** Says what of the file cannot be read, if so. */
    private Optional<String> drop(String job, MailedFile file) throws IOException {
        try (InputStream content = file.open()) {
            intake.drop(job, null, file.name(), content, options);
            return Optional.empty();
        } catch (UnreadablePartException e) {
            return Optional.of("'" + file.name() + "': " + e.getMessage());
        }
    }

    /** What could not be read lies in the mail as it came. */
    private void keep(String job, List<String> lost, Path whole) throws IOException {
        Path kept = intake.keep(job, "mail.eml", out -> Files.copy(whole, out));
        LOG.warn(
                "{}  {}: what cannot be read was passed over ({}); the mail is kept as {}",
                job,
                described(mail),
                String.join("; ", lost.stream().distinct().toList()),
                kept);
    }
}
