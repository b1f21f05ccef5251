package io.drover.provider.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.RecordReader;
import io.drover.provider.TableOptions;
import io.drover.provider.TableOptions.Deactivation;
import io.drover.provider.TableOptions.MissingRows;
import io.drover.provider.WriteOptions;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.load.SqlDestinations;
import io.drover.provider.sql.read.SqlQuery;
import io.drover.provider.sql.read.SqlSource;
import io.drover.provider.sql.read.SqlSources;
import io.drover.provider.sql.read.SqlTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Names and values from definitions and deliveries that try to be SQL: they are resolved, quoted or bound. */
class HostileNamesTest extends DatabaseTests {
    private static final List<String> ENDS =
            List.of("", " --", ";", "/*", "\0", "\n", "\\", "'", "\"", "`", "]", "%", "_");
    private static final List<String> HOSTILE = corpus();

    private static List<String> corpus() {
        List<String> corpus = new ArrayList<>();
        for (String end : ENDS) {
            for (String start : List.of(
                    "victim; DROP TABLE victim",
                    "victim\"; DROP TABLE victim",
                    "victim'; DELETE FROM victim",
                    "victim`; DROP TABLE victim",
                    "victim] ; DROP TABLE victim",
                    "\"victim\"",
                    "victim WHERE 1 = 1 OR",
                    "(SELECT id FROM victim)",
                    "id\" = 1 OR 1 = 1",
                    "id) FROM victim; DELETE FROM victim",
                    "public.victim",
                    "pg_catalog.pg_class",
                    "information_schema.tables",
                    "victim UNION SELECT 1",
                    "v%",
                    "victi_")) {
                corpus.add(start + end);
            }
        }
        return corpus;
    }

    @BeforeEach
    void victim() throws SQLException {
        execute(
                "CREATE TABLE victim (id int PRIMARY KEY, name varchar(200))",
                "INSERT INTO victim VALUES (1, 'alive')");
    }

    private RecordReader open(SqlSource source, String... names) throws SQLException {
        return SqlSources.open(dataSource, source, List.of(names), UnaryOperator.identity(), Map.of());
    }

    @Test
    void noTableOrSchemaIsFoundByAHostileName() throws Exception {
        assertThat(HOSTILE).hasSizeGreaterThan(200);
        for (String name : HOSTILE) {
            assertThatThrownBy(() -> destination().table(name)).as(name).isInstanceOf(DestinationException.class);
        }
        destination().close();
        for (String name : HOSTILE.subList(0, 40)) {
            assertThatThrownBy(() -> open(new SqlSource(), name)).as(name).isInstanceOf(DestinationException.class);
            assertThatThrownBy(() -> SqlDestinations.open(dataSource, name))
                    .as(name)
                    .isInstanceOf(DestinationException.class);
        }
        assertThat(query("SELECT id, name FROM victim")).containsExactly("1|alive");
    }

    @Test
    void noColumnIsFoundByAHostileName() throws Exception {
        DestinationTable table = destination().table("victim");
        for (String name : HOSTILE) {
            TableOptions options =
                    TableOptions.UPSERT.withMissing(new MissingRows(false, 20, new Deactivation(name, "x")));
            assertThatThrownBy(() -> destination()
                            .writer(
                                    table,
                                    table.columns(),
                                    columns(table, "id"),
                                    new WriteOptions(options, Set.of(), Set.of())))
                    .as(name)
                    .isInstanceOf(DestinationException.class);
        }
        destination().close();
        for (String name : HOSTILE.subList(0, 40)) {
            SqlTable input = new SqlTable("victim", name);
            assertThatThrownBy(() -> open(new SqlSource("x", null, List.of(input), List.of(), Map.of()), "victim"))
                    .as(name)
                    .isInstanceOf(DestinationException.class)
                    .hasMessageContaining("for its watermark");
        }
        assertThat(query("SELECT id, name FROM victim")).containsExactly("1|alive");
    }

    @Test
    void parametersAreValuesWhateverTheySay() throws Exception {
        SqlQuery input = new SqlQuery("Q", "SELECT id FROM victim WHERE name = :name", null, null);
        for (String value : HOSTILE) {
            if (value.indexOf('\0') >= 0) {
                continue; // PostgreSQL refuses it in any text
            }
            try (RecordReader reader =
                    open(new SqlSource("x", null, List.of(), List.of(input), Map.of("name", value)), "Q")) {
                assertThat(reader.next().records()).as(value).isEmpty();
            }
        }
        assertThat(query("SELECT id, name FROM victim")).containsExactly("1|alive");
    }

    @Test
    void whatIsReallyCalledSoIsLoadedAndRead() throws Exception {
        long id = 0;
        for (String name : HOSTILE.subList(0, 32)) {
            if (name.indexOf('\0') >= 0) {
                continue;
            }
            String table = "T" + ++id + name.strip();
            String quoted = Sql.quote(table);
            String column = Sql.quote("C" + name.strip());
            execute("CREATE TABLE " + quoted + " (id int PRIMARY KEY, " + column + " varchar(200))");
            load(table, "id,C" + name.strip(), "id", row(id, name));
            try (RecordReader reader = open(
                    new SqlSource("x", null, List.of(new SqlTable(table, "C" + name.strip())), List.of(), Map.of()),
                    table)) {
                assertThat(reader.next().records().get(0).values()).containsExactly(String.valueOf(id), name);
            }
        }
        assertThat(query("SELECT id, name FROM victim")).containsExactly("1|alive");
    }
}
