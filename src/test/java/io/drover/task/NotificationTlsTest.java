package io.drover.task;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.TaskOperations;
import io.drover.http.TestCertificate;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails go through TLS to a server whose certificate is trusted, and to no other. */
class NotificationTlsTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"starttls", "implicit"})
    void mailsGoThroughTls(String tls) throws Exception {
        TestCertificate certificate = new TestCertificate(home.resolve("mail"), "RSA");
        try (MailBox mail = new MailBox();
                TlsFront front = new TlsFront(certificate, tls.equals("starttls"), mail.port());
                ScriptedServer erp = new ScriptedServer();
                TestServer drover = server(erp, front.port(), tls)
                        .with(
                                "drover.mail.certificates",
                                certificate.certificatePem().toString())
                        .start()) {
            erp.answers(PRODUCTS);
            drover.server().operations(TaskOperations.class).runTask("Told");

            mail.await("admin@example.org", 1);
            assertThat(front.inClear()).allMatch(said -> said.matches("(EHLO .*|STARTTLS)"));
        }
    }

    @Test
    void nothingIsSaidToAServerWhoseCertificateIsNotTrusted() throws Exception {
        TestCertificate trusted = new TestCertificate(home.resolve("trusted"), "RSA");
        TestCertificate other = new TestCertificate(home.resolve("other"), "RSA");
        try (MailBox mail = new MailBox();
                TlsFront front = new TlsFront(other, true, mail.port());
                ScriptedServer erp = new ScriptedServer();
                TestServer drover = server(erp, front.port(), "starttls")
                        .with(
                                "drover.mail.certificates",
                                trusted.certificatePem().toString())
                        .start()) {
            erp.answers(PRODUCTS);
            drover.server().operations(TaskOperations.class).runTask("Told");

            await().untilAsserted(() -> assertThat(drover.observe("health").body())
                    .contains("Told: the mail about Completed is tried again", "certificat"));
            assertThat(mail.to("admin@example.org")).isEmpty();
            assertThat(front.inClear()).allMatch(said -> said.matches("(EHLO .*|STARTTLS)"));
        }
    }

    private TestServer server(ScriptedServer erp, int port, String tls) {
        return MailBox.with(ErpTask.withJob(new TestServer(home.resolve("drover"))), port)
                .with("drover.mail.tls", tls)
                .withFile(
                        "Files/ScheduledTasks/Told.xml",
                        ErpTask.file("Told", "", erp.url(), "Notification recipient e-mail", "admin@example.org"));
    }
}
