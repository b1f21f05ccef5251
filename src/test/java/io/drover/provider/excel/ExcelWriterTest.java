package io.drover.provider.excel;

import static io.drover.provider.excel.Workbooks.records;
import static io.drover.provider.excel.Workbooks.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.MappedRow;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another program sees in the workbooks that Drover writes, and what Drover reads in them. */
class ExcelWriterTest {
    @TempDir
    Path folder;

    private final List<String> rejected = new ArrayList<>();

    private static DestinationColumn column(String name, ColumnType type) {
        return DestinationColumn.ofFile(name, type);
    }

    private static MappedRow row(String... values) {
        return new MappedRow(new SourceRecord(1, 1, values, null), values);
    }

    private ExcelWriter writer(boolean filePerTable) {
        return new ExcelWriter(
                table -> Files.newOutputStream(folder.resolve(table == null ? "book.xlsx" : table + ".xlsx")),
                filePerTable);
    }

    private void write(ExcelWriter writer, String table, MappedRow... rows) throws IOException {
        writer.write(table, List.of(rows), (row, reason) -> rejected.add(reason));
    }

    private Path book() {
        return folder.resolve("book.xlsx");
    }

    @Test
    void writesValuesOfTheirTypes() throws Exception {
        try (ExcelWriter writer = writer(false)) {
            writer.begin(
                    "Products",
                    List.of(
                            column("Number", ColumnType.TEXT),
                            column("Stock", ColumnType.INTEGER),
                            column("Price", ColumnType.DECIMAL),
                            column("Active", ColumnType.BOOLEAN),
                            column("From", ColumnType.DATE),
                            column("Changed", ColumnType.TIMESTAMP),
                            column("Opens", ColumnType.TIME)));
            write(
                    writer,
                    "Products",
                    row("00123", "7", "19.90", "true", "2026-11-21", "2026-11-21 09:05:00.25", "09:05:00"),
                    row("=1+1", "9007199254740993", "0.1", "false", "1899-12-31", "2026-11-21 00:00:00", null));
            writer.finish();
        }

        try (XSSFWorkbook poi = new XSSFWorkbook(book().toFile())) {
            Sheet sheet = poi.getSheet("Products");
            DataFormatter formatter = new DataFormatter();
            Row header = sheet.getRow(0);
            assertThat(poi.getFontAt(header.getCell(0).getCellStyle().getFontIndex())
                            .getBold())
                    .isTrue();
            assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 1);
            Row row = sheet.getRow(1);
            assertThat(IntStream.range(0, 7).mapToObj(i -> row.getCell(i).getCellType()))
                    .containsExactly(
                            CellType.STRING,
                            CellType.NUMERIC,
                            CellType.NUMERIC,
                            CellType.BOOLEAN,
                            CellType.NUMERIC,
                            CellType.NUMERIC,
                            CellType.NUMERIC);
            assertThat(IntStream.range(0, 7).mapToObj(i -> formatter.formatCellValue(row.getCell(i))))
                    .containsExactly("00123", "7", "19.9", "TRUE", "2026-11-21", "2026-11-21 09:05:00.250", "09:05:00");
            Cell text = sheet.getRow(2).getCell(0);
            assertThat(text.getCellType()).as("no formula").isEqualTo(CellType.STRING);
            assertThat(sheet.getRow(2).getCell(1).getCellType())
                    .as("Excel would make 9007199254740990 of it")
                    .isEqualTo(CellType.STRING);
        }
        assertThat(records(book()))
                .containsExactly(
                        "Products 2: Number=00123, Stock=7, Price=19.9, Active=true, From=2026-11-21,"
                                + " Changed=2026-11-21 09:05:00.25, Opens=09:05:00",
                        "Products 3: Number==1+1, Stock=9007199254740993, Price=0.1, Active=false, From=1899-12-31,"
                                + " Changed=2026-11-21 00:00:00");
    }

    @Test
    void keepsEveryCharacterOfATextAndTellsNoTextFromAnEmptyOne() throws Exception {
        String[] texts = {"  æ €  ", "a\rb\nc\td", "<&>\"'", "\u0007_x0041_", "😀", "", "\uFFFF", "1.10", " "};
        try (ExcelWriter writer = writer(false)) {
            writer.begin("T", List.of(column("Id", ColumnType.TEXT), column("Text", ColumnType.TEXT)));
            for (String text : texts) {
                write(writer, "T", row("x", text));
            }
            write(writer, "T", row("y", null));
            writer.finish();
        }

        List<String> expected = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            expected.add("T " + (i + 2) + ": Id=x, Text=" + texts[i]);
        }
        expected.add("T " + (texts.length + 2) + ": Id=y");
        assertThat(records(book())).containsExactlyElementsOf(expected);
    }

    @Test
    void givesTablesThatComeInTurnASheetEachWithANameThatExcelTakes() throws Exception {
        String longName = "A table whose name is longer than Excel allows";
        try (ExcelWriter writer = writer(false)) {
            for (String table : List.of(longName, longName + " 2", "a/b[c]", "History")) {
                writer.begin(table, List.of(column("Id", ColumnType.INTEGER)));
            }
            write(writer, longName, row("1"));
            write(writer, longName + " 2", row("2"));
            write(writer, longName, row("3"));
            writer.finish();
        }

        try (XSSFWorkbook poi = new XSSFWorkbook(book().toFile())) {
            assertThat(poi)
                    .extracting(Sheet::getSheetName)
                    .containsExactly(
                            "A table whose name is longer th", "A table whose name is longer_2", "a_b_c_", "History_");
        }
        assertThat(records(book()))
                .containsExactly(
                        "A table whose name is longer th 2: Id=1",
                        "A table whose name is longer th 3: Id=3",
                        "A table whose name is longer_2 2: Id=2");
    }

    @Test
    void writesAWorkbookForEachTableWhereTheNameSaysSo() throws Exception {
        try (ExcelWriter writer = writer(true)) {
            writer.begin("A", List.of(column("Id", ColumnType.TEXT)));
            writer.begin("B", List.of(column("Id", ColumnType.TEXT)));
            write(writer, "B", row("1"));
            writer.finish();
        }

        assertThat(records(folder.resolve("A.xlsx"))).isEmpty();
        assertThat(records(folder.resolve("B.xlsx"))).containsExactly("B 2: Id=1");
    }

    @Test
    void writesAWorkbookThatExcelOpensEvenWithoutATable() throws Exception {
        try (ExcelWriter writer = writer(false)) {
            writer.finish();
        }

        try (XSSFWorkbook poi = new XSSFWorkbook(book().toFile())) {
            assertThat(poi.getNumberOfSheets()).isEqualTo(1);
        }
        assertThat(records(book())).isEmpty();
    }

    @Test
    void refusesWhatASheetCannotHold() throws Exception {
        try (ExcelWriter writer = writer(false)) {
            writer.begin("T", List.of(column("Text", ColumnType.TEXT)));
            write(writer, "T", row("x".repeat(32_768)), row("good"));
            assertThat(rejected).containsExactly("Text has 32768 characters; a cell of Excel takes 32767");

            List<MappedRow> many =
                    IntStream.range(0, 1000).mapToObj(i -> row("1")).toList();
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 1049; i++) {
                            writer.write("T", many, (row, reason) -> rejected.add(reason));
                        }
                    })
                    .hasCauseInstanceOf(DestinationException.class)
                    .hasMessageContaining("table T has more rows than a sheet of Excel, which has 1048576");
        }
    }

    @Test
    void givesRejectedRecordsBackAsAWorkbookThatIsReadLikeTheFirst() throws Exception {
        Path file = folder.resolve("in.rejects.xlsx");
        ExcelSource format = source("sheet='Prices' table='EcomPrices' headerRow='3'");
        SourceTable early = new SourceTable("EcomPrices", List.of("Id"));
        SourceTable late = new SourceTable("EcomPrices", List.of("Id", "Price"));
        try (ExcelRejects rejects = new ExcelRejects(file, format)) {
            rejects.add(early, new SourceRecord(1, 4, new String[] {"007"}, null), "Id is no number");
            rejects.add(late, new SourceRecord(2, 5, new String[] {null, "1,5"}, null), "Price\nis bad");
            assertThat(rejects.show(late, new SourceRecord(3, 6, new String[] {"1", "2"}, null)))
                    .isEqualTo("Id: 1\nPrice: 2");
            assertThat(rejects.finish()).isTrue();
        }

        assertThat(records(file, format)).containsExactly("EcomPrices 4: Id=007", "EcomPrices 5: Price=1,5");
        try (XSSFWorkbook poi = new XSSFWorkbook(file.toFile())) {
            Row header = poi.getSheet("Prices").getRow(2);
            assertThat(header.getCell(2).getStringCellValue()).isEqualTo("#reject-reason");
            assertThat(poi.getSheet("Prices").getRow(4).getCell(2).getStringCellValue())
                    .isEqualTo("Price\nis bad");
        }
    }

    @Test
    void leavesNoFileOfRejectsWhenThereAreNone() throws Exception {
        try (ExcelRejects rejects = new ExcelRejects(book(), new ExcelSource())) {
            assertThat(rejects.finish()).isFalse();
        }
        assertThat(book()).doesNotExist();
    }
}
