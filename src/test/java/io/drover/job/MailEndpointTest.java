package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.drover.store.ledger.Execution;
import io.drover.testing.ConsoleLines;
import io.drover.testing.TestServer;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs whose deliveries come with mails, and whose files go with mails, on a real mail server. */
class MailEndpointTest {
    private static GreenMail mail;
    private static GreenMailUser user;
    private static GreenMailUser notes;
    private static JobServer jobs;
    private static ConsoleLines console;

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        console = new ConsoleLines();
        ServerSetup smtp = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
        ServerSetup imap = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP);
        mail = new GreenMail(new ServerSetup[] {smtp, imap});
        mail.start();
        user = mail.setUser("orders@shop.test", "orders", "se+cr&et");
        notes = mail.setUser("notes@shop.test", "notes", "se+cr&et");
        TestServer server = new TestServer(home)
                .withRoutes("endpoints.camel.yaml")
                .with("mail.password", "se+cr&et")
                .with("drover.outbox.delay", "0.1")
                .withFile(
                        "routes/notes.camel.yaml",
                        """
                        - route:
                            from:
                              uri: imap:127.0.0.1:%d?username=notes&password=RAW({{mail.password}})&delay=100
                              steps:
                                - to: file:%s?fileExist=Append
                        """
                                .formatted(mail.getImap().getPort(), home.resolve("notes")))
                .withFile(
                        "Files/Jobs/Mailed.xml",
                        """
                        <job name="Mailed">
                            <source>
                                <xml/>
                                <endpoint uri="imap:127.0.0.1:%d?username=orders&amp;password=RAW({{mail.password}})&amp;delay=100"/>
                            </source>
                            <destination><sql/></destination>
                            <mapping source="Orders" destination="Orders"/>
                        </job>
                        """
                                .formatted(mail.getImap().getPort()))
                .withFile(
                        "Files/Jobs/Report.xml",
                        """
                        <job name="Report">
                            <source><xml/></source>
                            <destination>
                                <xml/>
                                <endpoint uri="smtp:127.0.0.1:%d?to=boss@shop.test&amp;from=drover@shop.test&amp;subject=Report"/>
                            </destination>
                            <mapping source="Orders" destination="Orders"><column source="Id" destination="Id"/></mapping>
                        </job>
                        """
                                .formatted(mail.getSmtp().getPort()));
        jobs = new JobServer(server).start();
        jobs.drover.sql("CREATE TABLE Orders (Id varchar(20) PRIMARY KEY, Total int)");
    }

    @AfterAll
    static void stop() {
        jobs.close();
        mail.stop();
        console.close();
    }

    private static String orders(String id) {
        return tables(table("Orders", item("Id", id, "Total", "7")));
    }

    private static void deliver(Map<String, String> attachments) throws Exception {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress("customer@else.test"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("orders@shop.test"));
        message.setSubject("An order");
        Multipart parts = new MimeMultipart();
        MimeBodyPart text = new MimeBodyPart();
        text.setText("See attached.");
        parts.addBodyPart(text);
        for (Map.Entry<String, String> attachment : attachments.entrySet()) {
            MimeBodyPart part = new MimeBodyPart();
            String type = attachment.getKey().endsWith(".png") ? "image/png" : "application/xml";
            part.setDataHandler(new DataHandler(
                    new ByteArrayDataSource(attachment.getValue().getBytes(StandardCharsets.UTF_8), type)));
            part.setFileName(attachment.getKey());
            parts.addBodyPart(part);
        }
        message.setContent(parts);
        message.saveChanges();
        user.deliver(message);
    }

    @Test
    void theAttachmentsOfAMailAreDeliveriesAndItsPicturesAreNot() throws Exception {
        deliver(new TreeMap<>(Map.of("a.xml", orders("a"), "../../b.xml", orders("b"), "logo.png", "no picture")));

        assertThat(jobs.awaitExecutions("Mailed", 2))
                .extracting(Execution::file)
                .contains("a.xml", "b.xml")
                .doesNotContain("logo.png");
        assertThat(jobs.query("SELECT Id FROM Orders ORDER BY Id")).contains("a", "b");
    }

    @Test
    void aMailWithoutAttachmentIsReportedOnceAndLoadsNothing() throws Exception {
        deliver(Map.of());

        String line = "WARN Mailed  the mail 'An order' from customer@else.test has no attachment; nothing to load";
        await().until(() -> console.warnings().contains(line));
        deliver(Map.of("next.xml", orders("next")));
        await().until(() -> jobs.executions("Mailed").stream()
                .anyMatch(execution -> execution.file().equals("next.xml")));
        assertThat(console.warnings()).containsOnlyOnce(line);
    }

    @Test
    void whatAJobWritesGoesAsAttachment() throws Exception {
        jobs.run("Report", orders("reported"));

        assertThat(mail.waitForIncomingEmail(20_000, 1)).isTrue();
        await().until(() -> mail.getReceivedMessagesForDomain("boss@shop.test").length == 1);
        MimeMessage received = mail.getReceivedMessagesForDomain("boss@shop.test")[0];
        assertThat(received.getSubject()).isEqualTo("Report");
        Multipart parts = (Multipart) received.getContent();
        MimeBodyPart attachment = (MimeBodyPart) parts.getBodyPart(parts.getCount() - 1);
        assertThat(attachment.getFileName()).isEqualTo("Report.xml");
        assertThat(new String(attachment.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("reported");
        assertThat(GreenMailUtil.getBody(parts.getBodyPart(0))).contains("Report.xml");
        await().untilAsserted(() -> assertThat(jobs.filesIn("Outbox/Report")).isEmpty());
        assertThat(console.file()).doesNotContain("se+cr&et");
    }

    /** CVE-2026-33454: in routes of one's own too. */
    @Test
    void aMailDoesNotSayWhereItGoesInARouteOfOnesOwn() throws Exception {
        MimeMessage message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress("customer@else.test"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("notes@shop.test"));
        message.setHeader("CamelFileName", "chosen.txt");
        message.setHeader("CAMELFILENAME", "chosen.txt");
        message.setText("A note");
        message.saveChanges();
        notes.deliver(message);

        Path folder = jobs.drover.home().resolve("notes");
        await().untilAsserted(() -> assertThat(folder).isNotEmptyDirectory());
        assertThat(folder.resolve("chosen.txt")).doesNotExist();
    }
}
