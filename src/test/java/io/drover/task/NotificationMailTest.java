package io.drover.task;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.TaskOperations;
import io.drover.store.task.TaskRun.Outcome;
import io.drover.testing.ErpTask;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails about the ends of runs, from a whole server over a real mail server. */
class NotificationMailTest {
    private static final String TO = "Notification recipient e-mail";

    private static ScriptedServer erp;
    private static MailBox mail;
    private static TestServer drover;

    @BeforeAll
    static void start(@TempDir Path home) {
        erp = new ScriptedServer();
        mail = new MailBox();
        drover = mail.with(ErpTask.withJob(new TestServer(home)))
                .with("drover.http.public-url", "https://drover.example.org")
                .with("drover.api.loopback", "closed")
                .withFile(
                        "Files/Templates/own.html",
                        "<style>b{color:red}</style>\n<b>{task}</b> <!--@Ecom:DataIntegration.ScheduledActivity.MessageType-->\n{message}\n")
                .withFile("Files/Templates/own.txt", "{task}|{message}|{read}\n");
        task(
                "Told",
                TO,
                "a@example.org; b@example.org",
                "Notification e-mail sender name",
                "Drövér, Inc.",
                "Notification sender e-mail",
                "told@example.org");
        task("Failing", TO, "failing@example.org", "On failure only", "True");
        task(
                "Html",
                TO,
                "html@example.org",
                "Notification e-mail template",
                "Templates/own.html",
                "Notification e-mail subject",
                "[{event}] {message}");
        task(
                "Text",
                TO,
                "text@example.org",
                "Notification e-mail template",
                "Templates/own.txt",
                "Notification interval in minutes",
                "0");
        task("Quiet");
        task("Late", TO, "late@example.org", "Notification interval in minutes", "0");
        drover.start();
    }

    private static void task(String name, String... parameters) {
        drover.withFile("Files/ScheduledTasks/" + name + ".xml", ErpTask.file(name, "", erp.url(), parameters));
    }

    @AfterAll
    static void stop() {
        drover.close();
        erp.close();
        mail.close();
    }

    @Test
    void tellsAllRecipientsHowTheTaskAndItsJobsEnded() throws Exception {
        erp.answers(PRODUCTS);
        assertThat(run("Told")).isEqualTo(Outcome.Completed);

        MimeMessage told = mail.await("a@example.org", 1).get(0);
        assertThat(told.getAllRecipients()).extracting(Object::toString).contains("a@example.org", "b@example.org");
        assertThat(told.getSubject()).isEqualTo("Told: completed");
        assertThat(((InternetAddress) told.getFrom()[0]).getPersonal()).isEqualTo("Drövér, Inc.");
        assertThat(told.getFrom()[0]).isEqualTo(new InternetAddress("told@example.org", "Drövér, Inc."));
        assertThat(told.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        String link =
                "https://drover.example.org/api/executions/" + drover.count("SELECT MAX(id) FROM drover.execution");
        assertThat(MailBox.part(told, "text/plain"))
                .contains("Told: completed", "Products: completed, 2 read", link)
                .doesNotContain("{", "Scheduled:");
        assertThat(MailBox.part(told, "text/html"))
                .contains("<h1", "2 read", "href=\"" + link)
                .doesNotContain("{");
    }

    @Test
    void onFailureOnlyTellsTheFailureAndTheRecoveryOnce() throws Exception {
        erp.answers(PRODUCTS);
        run("Failing");
        erp.answers(500, "text/plain", "down");
        assertThat(run("Failing")).isEqualTo(Outcome.Failed);
        assertThat(mail.await("failing@example.org", 1).get(0).getSubject()).isEqualTo("Failing: failed");
        run("Failing");
        run("Failing");
        erp.answers(PRODUCTS);
        run("Failing");
        run("Failing");

        List<MimeMessage> mails = mail.await("failing@example.org", 2);
        assertThat(mails.get(1).getSubject()).isEqualTo("Failing: recovered");
        decidedOnAll();
        assertThat(mail.to("failing@example.org")).hasSize(2);
    }

    @Test
    void whatIsWrittenToAFileAfterItsLoadIsToldThoughTheRunWasCompleted() throws Exception {
        erp.answers(PRODUCTS);
        run("Late");
        mail.await("late@example.org", 1);
        Path loaded;
        try (Stream<Path> archive = Files.list(drover.files("Archive/Products"))) {
            loaded = archive.filter(file -> file.getFileName().toString().startsWith("Late"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.writeString(loaded, "<!-- more -->", StandardOpenOption.APPEND);

        MimeMessage told = mail.await("late@example.org", 2).get(1);
        assertThat(told.getSubject()).isEqualTo("Late: completed with errors");
        assertThat(MailBox.part(told, "text/plain"))
                .contains("it was written to after it had been loaded", "is in Failed now");
    }

    @Test
    void valuesAreEscapedInHtmlAndCannotBeginAHeader() throws Exception {
        erp.answers("<html>\r\nBcc: victim@example.org<script>alert(1)</script></html>");
        assertThat(run("Html")).isEqualTo(Outcome.Failed);

        MimeMessage told = mail.await("html@example.org", 1).get(0);
        assertThat(told.getSubject()).startsWith("[failed] ");
        assertThat(told.getHeader("Bcc")).isNull();
        assertThat(MailBox.part(told, "text/html"))
                .contains("b{color:red}", "<b>Html</b> failed")
                .doesNotContain("<script>");
        assertThat(MailBox.part(told, "text/plain")).contains("Html: failed");
    }

    @Test
    void aTextTemplateMakesAMailOfTextAlone() throws Exception {
        erp.answers(PRODUCTS);
        run("Text");
        run("Text");

        MimeMessage told = mail.await("text@example.org", 2).get(1);
        assertThat(told.isMimeType("text/plain")).isTrue();
        assertThat(MailBox.part(told, "text/plain").strip()).isEqualTo("Text||2");
    }

    @Test
    void aTaskWithoutNotificationHasNoRouteForThemAndLeavesNothing() throws Exception {
        erp.answers(PRODUCTS);
        run("Quiet");
        decidedOnAll();

        assertThat(drover.server().camel().getRoute("task-Quiet/notification")).isNull();
        assertThat(drover.server().camel().getRoute("task-Told/notification")).isNotNull();
        assertThat(drover.count("SELECT COUNT(*) FROM drover.task_event WHERE task = 'Quiet'"))
                .isZero();
    }

    private static void decidedOnAll() {
        await().untilAsserted(() -> {
            assertThat(drover.count("SELECT COUNT(*) FROM drover.task_event WHERE open_task IS NOT NULL"))
                    .isZero();
            assertThat(drover.count("SELECT COUNT(*) FROM drover.notification WHERE state = 'Waiting'"))
                    .isZero();
        });
    }

    private static Outcome run(String task) {
        return drover.server()
                .operations(TaskOperations.class)
                .runTask(task)
                .run()
                .outcome();
    }
}
