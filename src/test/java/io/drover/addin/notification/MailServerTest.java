package io.drover.addin.notification;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.settings.Settings;
import io.drover.testing.DrippingServer;
import io.drover.testing.DrippingServer.Where;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mail server that does not come to an end holds nobody for longer than the limit of a mail, with TLS or without. */
@Timeout(
        value = 20,
        unit = TimeUnit.SECONDS,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // its own time-outs are 30 s
class MailServerTest {

    @ParameterizedTest
    @CsvSource({"GREETING, none", "GREETING, starttls", "NOTHING, none", "NOTHING, implicit"})
    void aMailIsGivenUpAtItsLimit(Where where, String tls) throws Exception {
        try (DrippingServer dripping = new DrippingServer(where)) {
            MailServer server = new MailServer(Settings.of(Map.of(
                    "drover.mail.host",
                    "127.0.0.1",
                    "drover.mail.port",
                    String.valueOf(dripping.port()),
                    "drover.mail.tls",
                    tls,
                    "drover.mail.time-limit",
                    "0.5")));
            MimeMessage mail = new MimeMessage(server.getSession());
            mail.setFrom(new InternetAddress("drover@example.org"));
            mail.setRecipient(RecipientType.TO, new InternetAddress("admin@example.org"));
            mail.setText("text");

            assertThatThrownBy(() -> server.send(mail))
                    .isInstanceOf(MessagingException.class)
                    .hasMessage(
                            "the mail server 127.0.0.1 had not taken the mail within 0.5 s (drover.mail.time-limit)");
        }
    }
}
