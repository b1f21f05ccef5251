package io.drover.provider.csv;

import static io.drover.provider.csv.CsvFiles.file;
import static io.drover.provider.csv.CsvFiles.format;
import static io.drover.provider.csv.CsvFiles.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.csv.CsvFiles.Table;
import io.drover.provider.format.DeliveryFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CsvRejectsTest {
    @TempDir
    Path folder;

    static Stream<String> layouts() {
        return Stream.of(
                "delimiter='detect'",
                "delimiter='detect' header='false' nullText=''",
                "delimiter='tab' quote=\"'\" encoding='UTF-16LE' nullText='NULL'",
                "delimiter='|' quote='none' header='false' encoding='windows-1252' nullText='NULL'",
                "delimiter='|' quote='none' nullText='NULL'",
                "delimiter=';' nullText='NULL' fixedWidths='8,12,6'",
                "delimiter=';' header='false' nullText='NULL' fixedWidths='8,12,6'");
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void areReadAsTheyWereWithoutTheReason(String attributes) throws Exception {
        CsvSource format = format(attributes);
        CsvLayout layout = format.layout();
        Path target = folder.resolve("Stock.rejects.csv");
        SourceTable table =
                new SourceTable("Stock", layout.header() ? List.of("Id", "Name", "Qty") : CsvHeader.unnamed(3));
        String empty = layout.fixedWidth() || layout.quote() == CsvMarks.NONE ? "x" : "";
        String[][] rows = {{"1", "Ærø 5\"", "1,5"}, {"2", layout.nullText() == null ? "" : null, empty}};
        try (CsvRejects rejects = new CsvRejects(format, target)) {
            rejects.add(table, new SourceRecord(7, 12, rows[0], null), "Qty is no number,\nwrite | or ; Ω");
            rejects.add(table, new SourceRecord(9, 14, rows[1], null), "is \"required\"");
            assertThat(Files.exists(target)).isFalse();
            assertThat(rejects.finish()).isTrue();
        }

        Table read = read(format, DeliveryFile.of(target));
        assertThat(read.name()).isEqualTo("Stock");
        assertThat(read.columns()).isEqualTo(table.columns());
        assertThat(read.records()).extracting(SourceRecord::problem).containsOnlyNulls();
        assertThat(read.rows()).containsExactly(Arrays.asList(rows[0]), Arrays.asList(rows[1]));
        Charset charset = Charset.forName(layout.encoding() == null ? "UTF-8" : layout.encoding());
        assertThat(Files.readString(target, charset)).contains("#reject-reason: line 14: is ");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(target);
        }
    }

    @Test
    void areAFolderWhenThereAreSeveralTablesOrColumns() throws Exception {
        Path target = folder.resolve("delivery.rejects");
        try (CsvRejects rejects = new CsvRejects(new CsvSource(), target)) {
            rejects.add(new SourceTable("A", List.of("x")), new SourceRecord(1, 2, new String[] {"1"}, null), "bad");
            rejects.add(new SourceTable("B", List.of("x")), new SourceRecord(1, 2, new String[] {"2"}, null), "bad");
            rejects.add(new SourceTable("A", List.of("y")), new SourceRecord(1, 2, new String[] {"3"}, null), "bad");
            rejects.finish();
        }
        try (Stream<Path> files = Files.list(target)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("A.csv", "B.csv", "A.rejects-2.csv");
        }
        assertThat(read(new CsvSource(), DeliveryFile.of(target.resolve("A.rejects-2.csv")))
                        .name())
                .isEqualTo("A");
    }

    @Test
    void areNotThereWhenTheRunDoesNotFinish() throws Exception {
        CsvRejects rejects = new CsvRejects(new CsvSource(), folder.resolve("x.rejects.csv"));
        assertThat(rejects.finish()).isFalse();
        rejects.add(new SourceTable("A", List.of("x")), new SourceRecord(1, 2, new String[] {"1"}, null), "bad");
        rejects.close();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aMendedRowNeedsNoReason() throws Exception {
        Table table = read(
                new CsvSource(),
                file(
                        "T.csv",
                        "a;b;#reject-reason\n1;2;#reject-reason: line 3: bad\n3;4\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(table.columns()).containsExactly("a", "b");
        assertThat(table.rows()).containsExactly(List.of("1", "2"), List.of("3", "4"));
    }
}
