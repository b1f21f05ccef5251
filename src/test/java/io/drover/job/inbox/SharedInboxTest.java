package io.drover.job.inbox;

import static io.drover.job.TablesXml.item;
import static io.drover.job.TablesXml.table;
import static io.drover.job.TablesXml.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.drover.job.JobServer;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.testing.TestPostgres;
import io.drover.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers that share the work: one database, one folder of files. */
class SharedInboxTest {
    private static final int FILES = 20;

    @TempDir
    private Path home;

    @Test
    void loadsEachFileOnceAndInTheOrderOfTheirNames() throws Exception {
        String url = TestPostgres.shared().createMigrated().url();
        try (JobServer one = node("one", url).start();
                JobServer two = node("two", url)) {
            one.drover.sql(
                    "CREATE TABLE Article (Id int PRIMARY KEY)", "CREATE TABLE Latest (Id int PRIMARY KEY, File int)");
            one.drover.withFile("Files/Jobs/Shared.xml", JobServer.definition("Shared", "stop", "."));
            two.start();
            one.awaitJob("Shared");
            two.awaitJob("Shared");

            for (int file = 1; file <= FILES; file++) {
                one.drover.drop("Shared", String.format("%02d.xml", file), delivery(file));
            }
            await().until(() -> one.filesIn("Inbox/Shared").isEmpty()
                    && one.filesIn("Archive/Shared").size() == FILES);

            List<Execution> executions = one.executions("Shared");
            assertThat(executions).hasSize(FILES).allMatch(execution -> execution.status() == Status.Completed);
            assertThat(executions).extracting(Execution::file).isSorted().doesNotHaveDuplicates();
            assertThat(executions.stream().mapToLong(Execution::inserted).sum()).isEqualTo(5 * FILES + 1);
            assertThat(one.query("SELECT COUNT(*) FROM Article")).containsExactly("" + 5 * FILES);
            assertThat(one.query("SELECT File FROM Latest"))
                    .as("what came last stays")
                    .containsExactly("" + FILES);
        }
    }

    private JobServer node(String name, String url) {
        return new JobServer(new TestServer(home)
                .with("drover.data", home.resolve("data-" + name).toString())
                .with("drover.store.url", url));
    }

    private static String delivery(int file) {
        String[] articles = new String[5];
        for (int i = 0; i < articles.length; i++) {
            articles[i] = item("Id", "" + (file * 10 + i));
        }
        return tables(table("Article", articles), table("Latest", item("Id", "0", "File", "" + file)));
    }
}
