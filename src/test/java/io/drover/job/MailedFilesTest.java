package io.drover.job;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.drover.store.ledger.Execution;
import io.drover.testing.ConsoleLines;
import io.drover.testing.TestServer;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mails as the programs of the world write them: every file in them is a delivery, by the name that its sender sees. */
class MailedFilesTest {
    private static GreenMail mail;
    private static GreenMailUser user;
    private static JobServer jobs;
    private static ConsoleLines console;

    /**
     * A mail.
     *
     * @param content its MIME headers and body; the word DATA stands for the Base64 of an order of the mail's name
     * @param files what its deliveries are called
     */
    private record Mail(String name, String content, List<String> files) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void start(@TempDir Path home) throws Exception {
        console = new ConsoleLines();
        mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        mail.start();
        user = mail.setUser("orders@shop.test", "orders", "geheim");
        TestServer server = new TestServer(home)
                .withRoutes("endpoints.camel.yaml")
                .with("drover.endpoints.retry", "0.2")
                .withFile(
                        "Files/Jobs/Mailed.xml",
                        """
                        <job name="Mailed">
                            <source>
                                <xml/>
                                <endpoint uri="imap:127.0.0.1:%d?username=orders&amp;password=RAW(geheim)&amp;delay=50"/>
                            </source>
                            <destination><sql/></destination>
                            <mapping source="Orders" destination="Orders"/>
                        </job>
                        """
                                .formatted(mail.getImap().getPort()));
        jobs = new JobServer(server).start();
        jobs.drover.sql("CREATE TABLE Orders (Id varchar(40) PRIMARY KEY, Total int)");
    }

    @AfterAll
    static void stop() {
        jobs.close();
        mail.stop();
        console.close();
    }

    private static String mixed(String... parts) {
        String border = "b" + Math.abs(Arrays.hashCode(parts));
        StringBuilder all = new StringBuilder("Content-Type: multipart/mixed; boundary=" + border + "\n\n");
        all.append("--").append(border).append("\nContent-Type: text/plain\n\nhello\n");
        for (String part : parts) {
            all.append("--").append(border).append('\n').append(part).append('\n');
        }
        return all.append("--").append(border).append("--\n").toString();
    }

    private static String part(String type, String disposition) {
        return "Content-Type: " + type + "\nContent-Transfer-Encoding: base64\n"
                + (disposition.isEmpty() ? "" : "Content-Disposition: " + disposition + "\n") + "\nDATA\n";
    }

    private static String named(String fileName) {
        return part("text/xml", "attachment; filename=\"" + fileName + "\"");
    }

    private static String orders(String id) {
        return tables(table("Orders", item("Id", id, "Total", "7")));
    }

    /** @param content with DATA for each order, which are numbered */
    private static void deliver(String name, String content) throws Exception {
        StringBuilder all = new StringBuilder();
        int number = 0;
        for (String piece : content.split("DATA", -1)) {
            all.append(
                    number == 0
                            ? ""
                            : Base64.getMimeEncoder()
                                    .encodeToString(orders(name + number).getBytes(UTF_8)));
            all.append(piece);
            number++;
        }
        String head = "From: =?utf-8?Q?J=C3=BCrgen?= <a@else.test>\nTo: orders@shop.test\nSubject: " + name
                + "\nMessage-ID: <" + name + "@else.test>\nMIME-Version: 1.0\n";
        byte[] bytes = (head + all).replace("\r\n", "\n").replace("\n", "\r\n").getBytes(UTF_8);
        user.deliver(new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(bytes)));
    }

    static Stream<Mail> mails() {
        return Stream.of(
                new Mail("two", mixed(named("same.xml"), named("same.xml")), List.of("same.xml", "same-2.xml")),
                new Mail("single", named("single.xml"), List.of("single.xml")),
                new Mail("bare", part("application/xml", ""), List.of("attachment-1.xml")),
                new Mail("noname", mixed(part("application/xml", "attachment")), List.of("attachment-1.xml")),
                new Mail("nodisp", mixed(part("text/xml; name=nodisp.xml", "")), List.of("nodisp.xml")),
                new Mail("inline", mixed(part("text/xml", "inline; filename=inline.xml")), List.of("inline.xml")),
                new Mail("text", mixed(part("text/plain", "attachment; filename=order.txt")), List.of("order.txt")),
                new Mail(
                        "forwarded",
                        mixed("Content-Type: message/rfc822\nContent-Disposition: attachment\n\nSubject: inner\n"
                                + "MIME-Version: 1.0\n" + mixed(named("inner.xml"), mixed(named("deeper.xml")))),
                        List.of("inner.xml", "deeper.xml")),
                new Mail("word", mixed(named("=?iso-8859-1?Q?Auftr=E4ge.xml?=")), List.of("Aufträge.xml")),
                new Mail(
                        "words",
                        mixed(named("=?utf-8?B?QXVmdHLDpGdl?=\n =?utf-8?B?LTIwMjYueG1s?=")),
                        List.of("Aufträge-2026.xml")),
                new Mail(
                        "rfc2231",
                        mixed(part("text/xml", "attachment; filename*=utf-8''Auftr%C3%A4ge%20%E2%82%AC.xml")),
                        List.of("Aufträge €.xml")),
                new Mail("raw", mixed(named("Aufträge-raw.xml")), List.of("Aufträge-raw.xml")),
                new Mail("path", mixed(named("C:\\\\Temp\\\\path.xml")), List.of("path.xml")),
                new Mail(
                        "signed",
                        mixed(
                                named("signed.xml"),
                                "Content-Type: application/pkcs7-signature; name=smime.p7s\n\nMIAGCSqGSIb3"),
                        List.of("signed.xml")),
                new Mail(
                        "picture",
                        mixed("Content-Type: image/png; name=logo.png\n\nno picture", named("seen.xml")),
                        List.of("seen.xml")));
    }

    @ParameterizedTest
    @MethodSource("mails")
    void everyFileOfAMailIsADelivery(Mail written) throws Exception {
        int before = jobs.executions("Mailed").size();

        deliver(written.name, written.content);

        List<Execution> all = jobs.awaitExecutions("Mailed", before + written.files.size());
        assertThat(all.subList(before, all.size()))
                .extracting(Execution::file)
                .containsExactlyInAnyOrderElementsOf(written.files);
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= written.files.size(); i++) {
            ids.add(written.name + i);
        }
        assertThat(jobs.query("SELECT Id FROM Orders")).containsAll(ids);
    }

    @Test
    void aPartThatCannotBeReadIsNamedTheOthersComeAndTheMailIsKept() throws Exception {
        int before = jobs.executions("Mailed").size();

        deliver(
                "damaged",
                mixed(
                        "Content-Type: text/xml\nContent-Transfer-Encoding: 8-bit\n"
                                + "Content-Disposition: attachment; filename=odd.xml\n\n<tables/>",
                        named("good.xml")));

        assertThat(jobs.awaitExecutions("Mailed", before + 1).get(before).file())
                .isEqualTo("good.xml");
        String line =
                "WARN Mailed  the mail 'damaged' from \"Jürgen\" <a@else.test>: what cannot be read was passed over"
                        + " ('odd.xml': Unknown encoding: 8-bit); the mail is kept as ";
        await().until(() -> console.warnings().stream().anyMatch(warning -> warning.startsWith(line)));
        assertThat(jobs.filesIn("Failed/Mailed")).containsExactly("mail.eml");
        assertThat(Files.readString(jobs.drover.files("Failed/Mailed/mail.eml")))
                .contains("filename=odd.xml");
        await().until(() -> mail.getManagers().getImapHostManager().getInbox(user).getMessages().stream()
                .allMatch(message -> message.getFlags().contains(Flags.Flag.SEEN)));
    }

    @Test
    void aMailWhoseFilesCannotBePutIntoTheInboxStaysUnreadAndComesAgain() throws Exception {
        int before = jobs.executions("Mailed").size();
        Path inbox = jobs.drover.files("Inbox/Mailed");
        await().until(() -> jobs.filesIn("Inbox/Mailed").isEmpty());
        Path aside = inbox.resolveSibling("aside");
        Files.move(inbox, aside);
        Files.writeString(inbox, "a file where the folder should be");

        deliver("waits", mixed(named("waits.xml")));

        await().until(
                        () -> console.warnings().stream()
                                .anyMatch(
                                        line -> line.startsWith(
                                                "WARN Mailed  the mail 'waits' from \"Jürgen\" <a@else.test>  could not be put into the inbox: ")));
        Files.delete(inbox);
        Files.move(aside, inbox);
        assertThat(jobs.awaitExecutions("Mailed", before + 1).get(before).file())
                .isEqualTo("waits.xml");
    }
}
