package io.drover.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.drover.testing.TestServer;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.awaitility.Awaitility;

/** A real mail server, and the mails that it has got. */
final class MailBox implements AutoCloseable {
    private final GreenMail server;

    MailBox() {
        this(0);
    }

    MailBox(int port) {
        server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
    }

    int port() {
        return server.getSmtp().getPort();
    }

    /** Lets a server send its mails here. */
    TestServer with(TestServer drover) {
        return with(drover, port());
    }

    static TestServer with(TestServer drover, int port) {
        return drover.with("drover.mail.host", "127.0.0.1")
                .with("drover.mail.port", String.valueOf(port))
                .with("drover.mail.tls", "none")
                .with("drover.mail.from", "drover@example.org");
    }

    /** The mails to an address, in the order of their arrival. */
    List<MimeMessage> to(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> {
                    try {
                        return Arrays.stream(mail.getAllRecipients())
                                .anyMatch(recipient -> recipient.toString().contains(address));
                    } catch (MessagingException e) {
                        throw new IllegalStateException(e);
                    }
                })
                .toList();
    }

    /** Waits until so many mails to an address are there. */
    List<MimeMessage> await(String address, int count) {
        Awaitility.await().untilAsserted(() -> assertThat(to(address)).hasSizeGreaterThanOrEqualTo(count));
        return to(address);
    }

    /** The part of a mail that has this type, such as text/html. */
    static String part(MimeMessage mail, String type) throws MessagingException, IOException {
        if (mail.isMimeType(type)) {
            return (String) mail.getContent();
        }
        Multipart parts = (Multipart) mail.getContent();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            if (part.isMimeType(type)) {
                return (String) part.getContent();
            }
        }
        throw new AssertionError("no part " + type + " in " + mail.getContentType());
    }

    @Override
    public void close() {
        server.stop();
    }
}
