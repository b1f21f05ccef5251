package io.drover.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.settings.Settings;
import io.drover.testing.TestPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** promises.md, fault 45: a Drover does not start on tables that a newer one has changed. */
class NewerSchemaTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"h2", "postgresql"})
    void anOldDroverRefusesNewerTables(String kind) throws Exception {
        Settings settings = Settings.of(Map.of(
                "drover.data",
                home.toString(),
                "drover.store.url",
                kind.equals("h2")
                        ? "jdbc:h2:file:" + home.resolve("store")
                        : TestPostgres.shared().createDatabase().url()));
        try (Store store = Store.open(settings)) {
            statement(
                    store,
                    "INSERT INTO drover.\"migration\" (\"installed_rank\", \"version\", \"description\", \"type\", \"script\","
                            + " \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
                            + " VALUES (900, '900', 'of the future', 'SQL', 'V900__of_the_future.sql', 1, 'x', 1, TRUE)");
        }

        assertThatThrownBy(() -> Store.open(settings))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith(
                        "Drover's tables were changed by a newer version of Drover (migration 900, of the future)")
                .hasMessageContaining("start that version, or a newer one");
    }

    private static void statement(Store store, String sql) throws Exception {
        try (Connection connection = store.dataSource(Store.OWN).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
