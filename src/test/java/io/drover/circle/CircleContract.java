package io.drover.circle;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.JobOperations;
import io.drover.job.JobServer;
import io.drover.store.ledger.Execution;
import io.drover.store.ledger.Execution.Status;
import io.drover.store.ledger.ExecutionError;
import io.drover.testing.TestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Values of every column type of a database go out in every format, come in again, and are what they were; what a format cannot
 * hold is rejected by the name of its column. A table for each type: {@code k} numbers the rows, {@code v} has the values.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CircleContract {
    static final long SEED = Long.getLong("drover.test.seed", System.nanoTime());

    private final List<CircleColumn> columns = new ArrayList<>();
    private JobServer jobs;
    private int rows;

    /** The types with their values, some of them from the generator. */
    abstract List<CircleColumn> columns(Random random);

    /** A JDBC URL of the database, with the schemas {@code src} and {@code dst}. */
    abstract String url() throws SQLException;

    /** What shows any value of {@code v} so that only the same ones are the same. */
    abstract String shown();

    private static String check(String table) {
        return "ALTER TABLE " + table + " ADD CONSTRAINT never CHECK (k < 0)";
    }

    private static String uncheck(String table) {
        return "ALTER TABLE " + table + " DROP CONSTRAINT never";
    }

    /** Statements before the tables. */
    List<String> prepare() {
        return List.of();
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        TestServer server = new TestServer(home).with("drover.datasource.db.url", url());
        for (CircleFormat format : CircleFormat.values()) {
            job(server, "out" + format, sql("src"), format.destination + "<output file=\"" + format.file + "\"/>");
            job(server, "in" + format, format.source, sql("dst"));
        }
        job(server, "copy", sql("src"), sql("dst"));
        job(server, "inKEPT", "<json keepObjects=\"*\"/>", sql("dst"));
        job(server, "again", "<xml/>", sql("dst"));
        jobs = new JobServer(server).start();
        execute(prepare().toArray(String[]::new));
        columns.addAll(columns(new Random(SEED)));
        for (String schema : List.of("src", "dst")) {
            execute("CREATE TABLE " + schema + ".t (k int PRIMARY KEY, "
                    + list(column -> name(column) + " " + column.type()) + ")");
        }
        rows = columns.stream()
                        .mapToInt(column -> column.literals().size())
                        .max()
                        .orElseThrow()
                + 1;
        for (int row = 0; row < rows; row++) {
            int k = row;
            execute("INSERT INTO src.t VALUES (" + k + ", "
                    + list(column ->
                            k < column.literals().size() ? column.literals().get(k) : "NULL") + ")");
        }
    }

    private String list(Function<CircleColumn, String> sql) {
        return columns.stream().map(sql).collect(Collectors.joining(", "));
    }

    private String name(CircleColumn column) {
        return String.format("v%03d", columns.indexOf(column));
    }

    private static void job(TestServer server, String name, String source, String destination) {
        server.withFile(
                "Files/Jobs/" + name + ".xml",
                "<job name=\"%s\" onError=\"skip\"><source>%s</source><destination>%s</destination></job>"
                        .formatted(name, source, destination));
    }

    private static String sql(String schema) {
        return "<sql dataSource=\"db\" schema=\"" + schema + "\"/>";
    }

    @AfterAll
    void stop() {
        jobs.close();
    }

    void execute(String... statements) throws SQLException {
        try (Connection connection =
                        jobs.drover.server().store().dataSource("db").getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new SQLException(e.getMessage() + ": " + sql, e);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void comesBackFromAFile(CircleFormat format) throws Exception {
        Path file = export(format);
        clear();
        Execution in = run("in" + format, file);
        List<String> differences = differences(format.name(), format, in);
        clear();
        differences.addAll(rejectsLoadAsTheFileItself(format, file));
        assertThat(differences).as("seed " + SEED).isEmpty();
    }

    /** The types of JSON. */
    List<String> jsonTypes() {
        return List.of("json");
    }

    @Test
    void anObjectOfAFileIsAValueOfAColumnOfJson() throws Exception {
        for (String type : jsonTypes()) {
            String table = "kept_" + type;
            execute("CREATE TABLE dst." + table + " (k int PRIMARY KEY, v " + type + ")");
            Path file = Files.writeString(
                    Files.createTempDirectory(jobs.drover.home(), "text").resolve(table + ".json"),
                    """
                    [{"k": 1, "v": {"a": [1, 2.50], "b": {"c": "\\u00e4\\\\\\""}}},
                     {"k": 2, "v": {}}, {"k": 3, "v": null},
                     {"k": 4, "v": {"a": "\\ud83d"}}, {"k": 5, "v": {"a": "\\u0000"}}, {"k": 6, "v": {"a": 1, "a": 2}}]
                    """);
            Execution execution = execute("inKEPT", file);
            assertThat(execution.status()).as(type + ": " + execution.message()).isNotEqualTo(Status.Failed);
            assertThat(reasons(execution)).as(type).anyMatch(reason -> reason.contains("half a character"));
            assertThat(rows("SELECT k, v FROM dst." + table + " WHERE k < 5 ORDER BY k"))
                    .extracting(row -> row.replace(" ", ""))
                    .containsExactly("1|{\"a\":[1,2.50],\"b\":{\"c\":\"\u00e4\\\\\\\"\"}}", "2|{}", "3|null");
        }
    }

    @Test
    void halfACharacterIsRejectedAndTheOtherRecordsAreLoaded() throws Exception {
        execute("CREATE TABLE dst.halves (k int PRIMARY KEY, v varchar(40), w varchar(40))");

        Execution execution = load(
                CircleFormat.JSON_LINES,
                "halves",
                """
                {"k": 1, "v": "\\ud83d"}
                {"k": 2, "v": "a\\ude00", "w": "x"}
                {"k": 3, "v": "\\ud83d\\ude00", "w": "\ud83d\ude00"}
                {"k": 4, "v": "\\ud83d\\ud83d\\ude00"}
                {"k": 5, "v": "a", "w": "\\uffff"}
                """);

        assertThat(reasons(execution)).hasSize(3).allMatch(reason -> reason.toLowerCase(java.util.Locale.ROOT)
                .startsWith("v contains half a character"));
        assertThat(rows("SELECT k, v, w FROM dst.halves ORDER BY k"))
                .containsExactly("3|\ud83d\ude00|\ud83d\ude00", "5|a|\uffff");
    }

    private List<String> rejectsLoadAsTheFileItself(CircleFormat format, Path file) throws Exception {
        execute(check("dst.t"));
        Execution rejected = run("in" + format, file);
        execute(uncheck("dst.t"));
        Path rejects = rejects("in" + format);
        assertThat(rejects).as(rejected.message()).exists();
        Execution again = run("in" + format, rejects);
        return differences(format + " rejected", format, again);
    }

    @Test
    void comesBackFromTableToTable() throws Exception {
        clear();
        Execution copied = run("copy", null);
        List<String> differences = differences("copy", CircleFormat.JSON, copied);
        Execution again = run("copy", null);
        if (again.updated() > 0 || again.inserted() > 0) {
            differences.add("again: " + again.inserted() + " inserted, " + again.updated() + " updated");
        }
        clear();
        execute(check("dst.t"));
        run("copy", null);
        execute(uncheck("dst.t"));
        differences.addAll(differences("copy rejected", CircleFormat.JSON, run("again", rejects("copy"))));
        assertThat(differences).as("seed " + SEED).isEmpty();
    }

    private void clear() throws SQLException {
        execute("DELETE FROM dst.t");
    }

    /** Loads a text into the table of a name, by a job that loads files of a format; {@link CircleFormat#CSV} for one. */
    Execution load(CircleFormat format, String table, String text) throws IOException {
        Path file = Files.writeString(
                Files.createTempDirectory(jobs.drover.home(), "text").resolve(table + ".csv"), text);
        return execute("in" + format, file);
    }

    /** The reasons of rejected records, in their order. */
    List<String> reasons(Execution execution) {
        return jobs.errors(execution).stream()
                .map(error -> error.column() + " " + error.reason())
                .toList();
    }

    /** The rows of a query, values with bars between them. */
    List<String> rows(String query) throws SQLException {
        try (Connection connection =
                        jobs.drover.server().store().dataSource("db").getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringJoiner row = new StringJoiner("|");
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row.toString());
            }
            return rows;
        }
    }

    Execution execute(String job, Path file) throws IOException {
        return jobs.drover
                .server()
                .operations(JobOperations.class)
                .runJob(job, file, file == null ? null : file.getFileName().toString())
                .get(0);
    }

    private Execution run(String job, Path file) throws IOException {
        Execution execution = execute(job, file);
        assertThat(execution.status()).as(job + ": " + execution.message()).isNotEqualTo(Status.Failed);
        return execution;
    }

    private Path export(CircleFormat format) throws IOException {
        Execution out = run("out" + format, null);
        assertThat(jobs.errors(out)).isEmpty();
        Path folder = jobs.drover.files("Outbox/out" + format);
        if (!format.filePerTable()) {
            return folder.resolve(format.file);
        }
        Path zip = folder.resolveSibling(format + ".zip");
        try (OutputStream stream = Files.newOutputStream(zip);
                ZipOutputStream out1 = new ZipOutputStream(stream);
                Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                out1.putNextEntry(new ZipEntry(file.getFileName().toString()));
                Files.copy(file, out1);
            }
        }
        return zip;
    }

    private Path rejects(String job) throws IOException {
        try (Stream<Path> files = Files.list(jobs.drover.files("Failed/" + job))) {
            return files.max(Comparator.comparing(path -> path.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    private List<String> differences(String what, CircleFormat format, Execution execution) throws SQLException {
        List<String> found = new ArrayList<>();
        Map<String, List<ExecutionError>> errors =
                jobs.errors(execution).stream().collect(Collectors.groupingBy(error -> key(error.key())));
        List<List<String>> source = shown("src.t", format);
        Map<String, List<String>> target = new HashMap<>();
        shown("dst.t", format).forEach(row -> target.put(row.get(0), row));
        for (List<String> row : source) {
            List<String> came = target.get(row.get(0));
            if (came == null) {
                errors.getOrDefault(row.get(0), List.of())
                        .forEach(error -> found.add(what + " | " + type(error.column()) + " | " + cut(error.value())
                                + " | row " + row.get(0) + " | " + error.reason()));
            }
            for (int i = 0; came != null && i < columns.size(); i++) {
                if (!Objects.equals(row.get(i + 1), came.get(i + 1))) {
                    found.add(what + " | " + columns.get(i).type() + " | " + cut(row.get(i + 1)) + " -> "
                            + cut(came.get(i + 1)));
                }
            }
        }
        return found;
    }

    /** Empty bytes have a text of their own. */
    private static boolean isEmpty(String value) {
        return value.isBlank() || value.equals("\\x");
    }

    private static String key(String text) {
        return text.replaceAll("(?i)k=", "");
    }

    private String type(String column) {
        return column == null
                ? "?"
                : columns.get(Integer.parseInt(column.substring(1))).type();
    }

    private static String cut(String text) {
        return text == null || text.length() < 80 ? text : text.substring(0, 80) + "...";
    }

    private List<List<String>> shown(String table, CircleFormat format) throws SQLException {
        List<List<String>> shown = new ArrayList<>();
        String query = "SELECT k, " + list(column -> shown(column, format)) + " FROM " + table + " ORDER BY k";
        try (Connection connection =
                        jobs.drover.server().store().dataSource("db").getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.size() + 1; i++) {
                    String value = result.getString(i);
                    row.add(value == null || format.hasNull() || !isEmpty(value) ? value : null);
                }
                shown.add(row);
            }
        }
        return shown;
    }

    private String shown(CircleColumn column, CircleFormat format) {
        String own = column.shown() == null ? shown() : column.shown();
        boolean cut = format.inMilliseconds() && column.inMilliseconds() != null;
        return (cut ? column.inMilliseconds() : own).replaceAll("\\bv\\b", name(column));
    }
}
