package io.drover.provider.excel;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.format.DeliveryFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large workbooks in little memory: each test is a JVM of its own with a small heap. */
class ExcelMemoryTest {
    private static final int ROWS = 100_000;

    @TempDir
    Path folder;

    @Test
    void writesAndReads100000RowsOf20ColumnsIn64Megabytes() throws Exception {
        assertThat(run("64m", "written", 20)).isEqualTo("100000 rows, 2000000 values");
    }

    @Test
    void readsAMillionDifferentSharedTextsIn96Megabytes() throws Exception {
        assertThat(run("96m", "shared", 10)).isEqualTo("100000 rows, 1000000 values");
    }

    private String run(String heap, String kind, int columns) throws Exception {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process process = new ProcessBuilder(
                        java.toString(),
                        "-Xmx" + heap,
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExcelMemoryTest.class.getName(),
                        kind,
                        folder.resolve("book.xlsx").toString(),
                        String.valueOf(columns))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertThat(folder.toFile().list())
                .as("temporary files are gone: " + output)
                .containsExactly("book.xlsx");
        return output.strip();
    }

    /** Makes a workbook and reads it. */
    public static void main(String[] args) throws IOException {
        Path file = Path.of(args[1]);
        int columns = Integer.parseInt(args[2]);
        if (args[0].equals("shared")) {
            writeShared(file, columns);
        } else {
            write(file, columns);
        }
        long rows = 0;
        long values = 0;
        try (ExcelReader reader = ExcelReader.open(DeliveryFile.of(file), new ExcelSource())) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (SourceRecord record : batch.records()) {
                    rows++;
                    for (String value : record.values()) {
                        values += value != null && value.contains(String.valueOf(record.number())) ? 1 : 0;
                    }
                }
            }
        }
        System.out.println(rows + " rows, " + values + " values");
    }

    private static void write(Path file, int columns) throws IOException {
        try (ExcelWriter writer = new ExcelWriter(table -> Files.newOutputStream(file), false)) {
            writer.begin(
                    "T",
                    IntStream.range(0, columns)
                            .mapToObj(i -> DestinationColumn.ofFile(
                                    "C" + i, i % 2 == 0 ? ColumnType.TEXT : ColumnType.INTEGER))
                            .toList());
            for (int from = 1; from <= ROWS; from += 1000) {
                List<MappedRow> batch = new ArrayList<>();
                for (int row = from; row < from + 1000; row++) {
                    Object[] values = new Object[columns];
                    for (int i = 0; i < columns; i++) {
                        values[i] = i % 2 == 0 ? "text " + row + " of column " + i : String.valueOf(row);
                    }
                    batch.add(new MappedRow(null, values));
                }
                writer.write("T", batch, (row, reason) -> {});
            }
            writer.finish();
        }
    }

    /** What Excel itself writes: texts in a table of their own, here all different. */
    private static void writeShared(Path file, int columns) throws IOException {
        Path small = new RawWorkbook().strings("").sheet("T", "").write(Files.createTempFile("drover-", ".xlsx"));
        try (ZipFile parts = new ZipFile(small.toFile());
                ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(1);
            for (ZipEntry part : java.util.Collections.list(parts.entries())) {
                zip.putNextEntry(new ZipEntry(part.getName()));
                Writer out = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
                if (part.getName().endsWith("sharedStrings.xml")) {
                    out.write("<sst>");
                    for (int i = 0; i < columns; i++) {
                        out.write("<si><t>C" + i + "</t></si>");
                    }
                    for (int i = 0; i < ROWS * columns; i++) {
                        out.write("<si><t>the text of the cell " + i % columns + " of row " + (1 + i / columns)
                                + "</t></si>");
                    }
                    out.write("</sst>");
                } else if (part.getName().endsWith("sheet1.xml")) {
                    out.write("<worksheet><sheetData>");
                    for (int row = 0; row <= ROWS; row++) {
                        out.write("<row r='" + (row + 1) + "'>");
                        for (int i = 0; i < columns; i++) {
                            out.write("<c t='s'><v>" + (row * columns + i) + "</v></c>");
                        }
                        out.write("</row>");
                    }
                    out.write("</sheetData></worksheet>");
                } else {
                    out.write(new String(parts.getInputStream(part).readAllBytes(), StandardCharsets.UTF_8));
                }
                out.flush();
            }
        }
        Files.delete(small);
    }
}
