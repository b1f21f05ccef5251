package io.drover.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.settings.Settings;
import io.drover.store.Columns.Column;
import io.drover.store.ledger.SentOrders;
import io.drover.store.task.TaskRun;
import io.drover.store.task.TaskRuns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Whatever text comes from outside, every column of Drover's tables can hold it, and finds it again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StorableTextContract {
    private static final String HOSTILE = "a\0b\uD800c\uDC00\uD83D\uDE00" + "x\uD83D\uDE00".repeat(20_000);
    private Store store;

    /** URL of a new database. */
    abstract String database();

    @BeforeAll
    void open(@TempDir Path home) {
        store = Store.open(
                Settings.of(Map.of("drover.data", home.resolve("data").toString(), "drover.store.url", database())));
    }

    @AfterAll
    void close() {
        store.close();
    }

    private record Known(String table, String name, String type, boolean required) {}

    private Map<String, List<Known>> tables(Handle handle) {
        return handle
                .createQuery("SELECT LOWER(table_name), LOWER(column_name), LOWER(data_type),"
                        + " is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'"
                        + " FROM information_schema.columns WHERE LOWER(table_schema) = 'drover'"
                        + " AND LOWER(table_name) NOT IN ('migration', 'flyway_schema_history')")
                .map((row, context) ->
                        new Known(row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Known::table, TreeMap::new, Collectors.toList()));
    }

    private static boolean isText(Known column) {
        return column.type().startsWith("char") || column.type().equals("text");
    }

    @Test
    void everyColumnHoldsWhatComesFromOutside() {
        Columns columns = Columns.of(store.dataSource(Store.OWN));
        store.jdbi().useHandle(handle -> {
            dropReferences(handle);
            Map<String, List<Known>> tables = tables(handle);
            assertThat(tables).hasSizeGreaterThan(20);
            tables.forEach((table, all) -> all.stream()
                    .filter(StorableTextContract::isText)
                    .forEach(column -> assertHolds(handle, columns.find(List.of(table), column.name()), column, all)));
        });
    }

    private static void assertHolds(Handle handle, Column kept, Known column, List<Known> all) {
        assertThat(kept).as("%s", column).isNotNull();
        String text = kept.exact() ? HOSTILE.substring(0, 50) : HOSTILE;
        String stored = kept.storable(text);
        assertThat(stored.length()).isLessThanOrEqualTo(Math.min(kept.length(), text.length()));
        assertThat(stored).as("%s", column).startsWith("a\uFFFDb\uFFFDc").doesNotContain("\0");
        String table = "drover." + column.table();
        handle.execute("DELETE FROM " + table);
        List<String> names = new ArrayList<>(List.of(column.name()));
        List<String> values = new ArrayList<>(List.of("?"));
        for (Known other : all) {
            if (other.required() && !other.equals(column)) {
                names.add(other.name());
                values.add(value(other));
            }
        }
        String insert = "INSERT INTO " + table + " (" + String.join(", ", names) + ") VALUES ("
                + String.join(", ", values) + ")";
        assertThat(handle.execute(insert, text)).as(insert).isOne();
        assertThat(handle.execute("UPDATE " + table + " SET " + column.name() + " = ?", text))
                .isOne();
        assertThat(handle.createQuery(
                                "SELECT " + column.name() + " FROM " + table + " WHERE " + column.name() + " = :it")
                        .bind("it", text)
                        .mapTo(String.class)
                        .one()
                        .stripTrailing())
                .as("%s", column)
                .isEqualTo(stored);
    }

    private static String value(Known column) {
        if (isText(column)) {
            return "'-'";
        } else if (column.type().startsWith("timestamp")) {
            return "CURRENT_TIMESTAMP";
        }
        return column.type().equals("boolean") ? "TRUE" : "1";
    }

    private static void dropReferences(Handle handle) {
        handle.createQuery("SELECT table_schema, table_name, constraint_name FROM information_schema.table_constraints"
                        + " WHERE LOWER(table_schema) = 'drover' AND constraint_type = 'FOREIGN KEY'")
                .map((row, context) -> "ALTER TABLE \"" + row.getString(1) + "\".\"" + row.getString(2)
                        + "\" DROP CONSTRAINT \"" + row.getString(3) + "\"")
                .list()
                .forEach(handle::execute);
    }

    @Test
    void whatMachinesReadAgainIsRefusedRatherThanCut() {
        TaskRuns runs = new TaskRuns(store);
        TaskRun run = runs.start("Far", null).orElseThrow();
        assertThatThrownBy(() -> runs.end(run, TaskRun.Outcome.Completed, null, Map.of("page", HOSTILE)))
                .hasStackTraceContaining("does not fit into task_checkpoint.point, which holds 8000");
        assertThat(runs.end(run, TaskRun.Outcome.Failed, HOSTILE).message()).hasSize(StorableText.LONGEST);
    }

    @Test
    void namesThatAreCutStayDifferent() {
        SentOrders orders = new SentOrders(store);
        TaskRun run = new TaskRuns(store).start("Orders", null).orElseThrow();
        assertThat(orders.claim("shop", HOSTILE + "1", run.id())).isTrue();
        assertThat(orders.answered("shop", HOSTILE + "1", run.id(), "taken")).isTrue();
        assertThat(orders.find("shop", HOSTILE + "2")).isEmpty();
        assertThat(orders.find("shop", HOSTILE + "1").orElseThrow().answer()).isEqualTo("taken");
    }
}
