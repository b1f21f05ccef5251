package io.drover.provider.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.SourceRecord;
import io.drover.provider.json.JsonDestination.Shape;
import io.drover.testing.TestFormats;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JsonFileWriterTest {
    private static final List<DestinationColumn> COLUMNS = List.of(
            DestinationColumn.ofFile("Id", ColumnType.TEXT),
            DestinationColumn.ofFile("Price", ColumnType.DECIMAL),
            DestinationColumn.ofFile("Ok", ColumnType.BOOLEAN),
            DestinationColumn.ofFile("At \"x\"", ColumnType.TIMESTAMP));

    private final Map<String, ByteArrayOutputStream> files = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();

    private static MappedRow row(Object... values) {
        return new MappedRow(new SourceRecord(1, 1, new String[0], null), values);
    }

    /** Two tables whose rows come in turn, and one without rows. */
    private Map<String, String> write(Shape shape) throws Exception {
        try (JsonFileWriter writer = new JsonFileWriter(
                TestFormats.destination(
                        JsonDestination.class, "<json shape='" + shape.name().toLowerCase(Locale.ROOT) + "'/>"),
                table -> {
                    files.put(String.valueOf(table), new ByteArrayOutputStream());
                    return files.get(String.valueOf(table));
                })) {
            writer.begin("A", COLUMNS);
            writer.begin("B", COLUMNS.subList(0, 1));
            writer.begin("C", COLUMNS);
            write(writer, "A", row("1", "1.50", "true", "2026-11-21 09:05:00"));
            write(writer, "B", row("b"), row("broken \uD800"));
            write(writer, "A", row("2 \"Ærø\"\n", "NaN", null, null));
            writer.finish();
        }
        Map<String, String> texts = new TreeMap<>();
        files.forEach((name, bytes) -> texts.put(name, bytes.toString(StandardCharsets.UTF_8)));
        return texts;
    }

    private void write(JsonFileWriter writer, String table, MappedRow... rows) throws Exception {
        writer.write(table, List.of(rows), (row, reason) -> refused.add(reason));
    }

    private static final String FIRST =
            "{\"Id\":\"1\",\"Price\":1.50,\"Ok\":true,\"At \\\"x\\\"\":\"2026-11-21T09:05:00\"}";
    private static final String SECOND =
            "{\"Id\":\"2 \\\"Ærø\\\"\\n\",\"Price\":\"NaN\",\"Ok\":null,\"At \\\"x\\\"\":null}";

    @Test
    void writesAnArrayForEachTable() throws Exception {
        assertThat(write(Shape.ARRAY))
                .containsExactly(
                        Map.entry("A", "[\n" + FIRST + ",\n" + SECOND + "\n]\n"),
                        Map.entry("B", "[\n{\"Id\":\"b\"}\n]\n"),
                        Map.entry("C", "[\n]\n"));
        assertThat(refused).containsExactly("the character U+D800 cannot be written in UTF-8");
    }

    @Test
    void writesALineForEachRow() throws Exception {
        assertThat(write(Shape.LINES))
                .containsExactly(
                        Map.entry("A", FIRST + "\n" + SECOND + "\n"),
                        Map.entry("B", "{\"Id\":\"b\"}\n"),
                        Map.entry("C", ""));
    }

    @Test
    void writesOneObjectOfTables() throws Exception {
        assertThat(write(Shape.TABLES))
                .containsExactly(Map.entry(
                        "null",
                        "{\n\"A\":[\n" + FIRST + ",\n" + SECOND
                                + "\n],\n\"B\":[\n{\"Id\":\"b\"}\n],\n\"C\":[\n]\n}\n"));
    }
}
