package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.settings.Settings;
import io.drover.testing.ConsoleLines;
import io.drover.testing.TestPostgres;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A PostgreSQL database that cannot take every character is not Drover's own, and is named when it is a target. */
class DatabaseEncodingTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @ValueSource(strings = {"LATIN1", "SQL_ASCII"})
    void isRefusedAsDroversOwnAndSaidOfATarget(String encoding) throws Exception {
        String url = TestPostgres.shared()
                .createDatabase("ENCODING '" + encoding + "' LC_COLLATE 'C' LC_CTYPE 'C'")
                .url();

        assertThatThrownBy(
                        () -> Store.open(Settings.of(Map.of("drover.data", home.toString(), "drover.store.url", url))))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("drover.store.url has the encoding " + encoding, "CREATE DATABASE", "UTF8");

        try (ConsoleLines console = new ConsoleLines();
                Store store = Store.open(
                        Settings.of(Map.of("drover.data", home.toString(), "drover.datasource.erp.url", url)))) {
            assertThat(store.dataSources()).containsKey("erp");
            assertThat(console.warnings())
                    .anyMatch(line -> line.contains("the database erp (drover.datasource.erp.url) has the encoding "
                            + encoding + ", not UTF8"));
        }
    }
}
