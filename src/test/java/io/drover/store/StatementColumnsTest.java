package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which columns the parameters of the statements of this package are for. */
class StatementColumnsTest {

    @Test
    void findsTheColumnOfEachParameter(@TempDir Path home) {
        try (Store store = Store.open(Settings.of(Map.of("drover.data", home.toString())))) {
            Columns columns = Columns.of(store.dataSource(Store.OWN));
            assertThat(names(
                            columns,
                            "INSERT INTO drover.delivery (uid, job, node) VALUES (?, CAST(? AS VARCHAR), 'a?')"))
                    .containsExactly("delivery.uid", "delivery.job");
            assertThat(names(
                            columns,
                            "WITH changed AS (INSERT INTO drover.message (uid, size, file) SELECT ?, CAST(? AS BIGINT),"
                                    + " CAST(? AS VARCHAR) WHERE NOT EXISTS (SELECT 1 FROM known) RETURNING *),"
                                    + " other AS (SELECT 1 FROM drover.message WHERE entity IS NOT DISTINCT FROM CAST(? AS VARCHAR)"
                                    + " AND external_id = ? ORDER BY id LIMIT 1) SELECT 1"))
                    .containsExactly("message.uid", null, "message.file", "message.entity", "message.external_id");
            assertThat(names(
                            columns,
                            "UPDATE drover.delivery d SET state = CASE WHEN CAST(? AS VARCHAR) = 'Waiting' AND open_file IS"
                                    + " NULL THEN 'Failed' ELSE CAST(? AS VARCHAR) END, running_job = NULL WHERE d.id = ?"
                                    + " AND d.file IN (?,?) AND (CAST(? AS VARCHAR) IS NULL)"))
                    .startsWith("delivery.state", "delivery.state")
                    .contains("delivery.file");
            assertThat(names(
                            columns,
                            "UPDATE drover.message SET reason = CASE WHEN attempts >= ? THEN CAST(? AS VARCHAR) ELSE NULL END,"
                                    + " receipt = CASE WHEN attempts >= ? THEN receipt ELSE CAST(? AS VARCHAR) END,"
                                    + " version = version + 1, changed = CURRENT_TIMESTAMP WHERE id = ?"))
                    .containsSubsequence("message.reason", "message.receipt");
            assertThat(names(columns, "SELECT pg_advisory_xact_lock(hashtextextended(CAST(? AS VARCHAR), 0))"))
                    .containsExactly((String) null);
        }
    }

    private static List<String> names(Columns columns, String sql) {
        return StatementColumns.of(columns, sql).stream()
                .map(column -> column == null ? null : column.name())
                .toList();
    }
}
