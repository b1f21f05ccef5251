package io.drover.task;

import static io.drover.testing.ErpTask.PRODUCTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.api.TaskOperations;
import io.drover.testing.ErpTask;
import io.drover.testing.RefusingMailServer;
import io.drover.testing.ScriptedServer;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A mail server that refuses some recipients, or the mail: the others get one mail, and what is refused for good is not tried again. */
class NotificationRefusalTest {
    private static ScriptedServer erp;
    private static RefusingMailServer mail;
    private static TestServer drover;

    @BeforeAll
    static void start(@TempDir Path home) {
        erp = new ScriptedServer();
        erp.answers(PRODUCTS);
        mail = new RefusingMailServer();
        mail.answers("refused@shop.test", "550 5.1.1 no such user");
        mail.answers("full@shop.test", "552 5.2.2 mailbox full");
        mail.answers("grey@shop.test", "450 4.7.1 greylisted");
        drover = MailBox.with(ErpTask.withJob(new TestServer(home)), mail.port());
        task("Partly", "refused@shop.test; ok@shop.test; full@shop.test");
        task("Later", "grey@shop.test; ok2@shop.test; refused@shop.test");
        task("Nobody", "refused@shop.test");
        task("Data", "data@shop.test");
        drover.start();
    }

    private static void task(String name, String recipients) {
        drover.withFile(
                "Files/ScheduledTasks/" + name + ".xml",
                ErpTask.file(name, "", erp.url(), "Notification recipient e-mail", recipients));
    }

    @AfterAll
    static void stop() {
        drover.close();
        erp.close();
        mail.close();
    }

    private static List<List<String>> notification(String task) throws Exception {
        return drover.rows("SELECT state, attempts, reason FROM drover.notification WHERE task = '" + task + "'");
    }

    private static void run(String task) {
        drover.server().operations(TaskOperations.class).runTask(task);
    }

    @Test
    void theOthersGetOneMailAndWhoIsRefusedIsNamed() throws Exception {
        run("Partly");

        await().until(() -> !notification("Partly").isEmpty()
                && notification("Partly").get(0).get(0).equals("Sent"));
        assertThat(mail.mails()).filteredOn(to -> to.contains("ok@shop.test")).containsExactly(List.of("ok@shop.test"));
        assertThat(notification("Partly").get(0).get(1)).isEqualTo("1");
        assertThat(notification("Partly").get(0).get(2))
                .contains(
                        "not to refused@shop.test (550 5.1.1 no such user)", "full@shop.test (552 5.2.2 mailbox full)");
    }

    @Test
    void whoIsRefusedForNowGetsTheMailLaterAndNobodyElse() throws Exception {
        run("Later");

        await().until(() ->
                !notification("Later").isEmpty() && notification("Later").get(0).get(2) != null);
        assertThat(notification("Later").get(0).get(0)).isEqualTo("Waiting");
        assertThat(notification("Later").get(0).get(2)).contains("not yet to grey@shop.test");
        mail.answers("grey@shop.test", "250 OK");
        drover.sql("UPDATE drover.notification SET next_attempt = CURRENT_TIMESTAMP WHERE task = 'Later'");

        await().until(() -> notification("Later").get(0).get(0).equals("Sent"));
        assertThat(mail.mails())
                .filteredOn(to -> to.contains("ok2@shop.test") || to.contains("grey@shop.test"))
                .containsExactly(List.of("ok2@shop.test"), List.of("grey@shop.test"));
    }

    @ParameterizedTest
    @CsvSource({"Nobody, -, 550 5.1.1 no such user", "Data, DATA data@shop.test, 554 5.7.1 it looks like spam"})
    void whatIsRefusedForGoodIsGivenUpAtOnce(String task, String command, String answer) throws Exception {
        mail.answers(command, answer);

        run(task);

        await().until(() -> !notification(task).isEmpty()
                && notification(task).get(0).get(0).equals("GivenUp"));
        assertThat(notification(task).get(0).get(1)).isEqualTo("1");
        assertThat(notification(task).get(0).get(2)).contains(answer);
    }
}
