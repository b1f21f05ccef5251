package io.drover.store.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.settings.Settings;
import io.drover.store.Store;
import io.drover.testing.TestPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A dequeue takes the first entry of an index that holds open messages in their order: neither what has ended nor what others
 * have on lease is looked at, however much of it there is.
 */
class DequeuePlanTest {
    enum Database {
        H2,
        POSTGRESQL
    }

    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource
    void readsTheIndexOfOpenMessagesInItsOrder(Database database) {
        String url = database == Database.H2
                ? ""
                : TestPostgres.shared().createDatabase().url();
        try (Store store = Store.open(Settings.of(Map.of("drover.data", home.toString(), "drover.store.url", url)))) {
            for (String which : new String[] {MessageSql.EXPIRED, MessageSql.WAITING}) {
                String plan = plan(store, database, "SELECT id" + which);
                assertThat(plan).containsIgnoringCase("message_open");
                if (database == Database.H2) {
                    assertThat(plan).contains("index sorted");
                } else {
                    assertThat(plan).containsPattern("Index (Only )?Scan").doesNotContain("Sort");
                }
            }
            // Clients that send constant names have thousands of messages under one: none but the newest is looked at
            String newest = plan(store, database, "SELECT id" + MessageSql.NEWEST);
            assertThat(newest).containsIgnoringCase("message_of_identifier").doesNotContain("Sort");
            assertThat(database == Database.POSTGRESQL || newest.contains("index sorted"))
                    .as(newest)
                    .isTrue();
        }
    }

    private static String plan(Store store, Database database, String query) {
        return store.jdbi().withHandle(handle -> {
            if (database == Database.POSTGRESQL) {
                handle.execute("SET enable_seqscan = off"); // the table is empty
                handle.execute("SET enable_bitmapscan = off");
            }
            return String.join(
                    "\n",
                    handle.createQuery("EXPLAIN "
                                    + query.replace(":passed", "ARRAY[CAST(1 AS BIGINT)]")
                                            .replaceAll(":[a-z]\\w*", "'x'"))
                            .mapTo(String.class)
                            .list());
        });
    }
}
