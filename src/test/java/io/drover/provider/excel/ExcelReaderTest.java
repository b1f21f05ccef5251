package io.drover.provider.excel;

import static io.drover.provider.excel.Workbooks.records;
import static io.drover.provider.excel.Workbooks.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.DeliveryException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a workbook arrives as records. */
class ExcelReaderTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("book.xlsx");
    }

    private static String text(String reference, String text) {
        return "<c r='" + reference + "' t='inlineStr'><is><t>" + text + "</t></is></c>";
    }

    private static String row(int number, String... cells) {
        return "<row r='" + number + "'>" + String.join("", cells) + "</row>";
    }

    private static String number(String reference, String value) {
        return "<c r='" + reference + "'><v>" + value + "</v></c>";
    }

    private static final String HEADER = row(1, text("A1", "Id"), text("B1", "Value"));

    /** The text of a cell with this content. */
    private String value(RawWorkbook book, String attributes, String value) throws IOException {
        book.sheet("T", HEADER + row(2, number("A2", "1"), "<c r='B2' " + attributes + ">" + value + "</c>"));
        return records(book.write(file)).get(0).replace("T 2: Id=1, Value=", "").replace("T 2: Id=1 ! ", "! ");
    }

    @Test
    void readsWhatAnotherProgramWrites() throws Exception {
        try (XSSFWorkbook book = new XSSFWorkbook();
                OutputStream out = Files.newOutputStream(file)) {
            CellStyle date = book.createCellStyle();
            date.setDataFormat(book.createDataFormat().getFormat("dd/mm/yyyy"));
            CellStyle time = book.createCellStyle();
            time.setDataFormat(book.createDataFormat().getFormat("yyyy-mm-dd hh:mm"));
            Sheet products = book.createSheet(" Products ");
            Row header = products.createRow(2);
            List.of("Number", "Name", "Price", "Active", "From", "Changed", "Total")
                    .forEach(name -> header.createCell(Math.max(0, header.getLastCellNum()))
                            .setCellValue(name));
            Row row = products.createRow(4);
            row.createCell(0).setCellValue("00123");
            row.createCell(1).setCellValue("Træskruer <4x40> & møtrikker");
            row.createCell(2).setCellValue(0.1 + 0.2);
            row.createCell(3).setCellValue(true);
            row.createCell(4).setCellValue(LocalDate.of(2026, 11, 21));
            row.getCell(4).setCellStyle(date);
            row.createCell(5).setCellValue(LocalDateTime.of(2026, 11, 21, 9, 5));
            row.getCell(5).setCellStyle(time);
            row.createCell(6).setCellFormula("C5*2");
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
            book.createSheet("Empty");
            Sheet second = book.createSheet("Stock");
            second.createRow(0).createCell(0).setCellValue("Number");
            second.createRow(1).createCell(0).setCellValue(45678);
            book.write(out);
        }

        assertThat(records(file))
                .containsExactly(
                        "Products 5: Number=00123, Name=Træskruer <4x40> & møtrikker, Price=0.3, Active=true,"
                                + " From=2026-11-21, Changed=2026-11-21 09:05:00, Total=0.6",
                        "Stock 2: Number=45678");
    }

    @ParameterizedTest
    @CsvSource({
        "42, 42",
        "-42.50, -42.5",
        "0.30000000000000004, 0.3",
        "19.989999999999998, 19.99",
        "1.1000000000000001, 1.1",
        "0.33333333333333331, 0.3333333333333333",
        "123456789012345678, 123456789012345678",
        "1E-7, 0.0000001",
        "1.5E+20, 150000000000000000000",
        "-0.0, 0",
        "5.0000000000000002E-2, 0.05",
    })
    void givesNumbersAsTheyWereMeant(String stored, String expected) throws Exception {
        assertThat(value(new RawWorkbook(), "", "<v>" + stored + "</v>")).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "14          | 45678          | 2025-01-21",
                "22          | 45678.25       | 2025-01-21 06:00:00",
                "20          | 0.75           | 18:00:00",
                "21          | 0.999999999    | 1900-01-01 00:00:00",
                "46          | 1.5            | 36:00:00",
                "[h]:mm      | -0.0625        | -01:30:00",
                "yyyy\\-mm\\-dd;@ | 1          | 1900-01-01",
                "dd/mm/yyyy  | 59             | 1900-02-28",
                "dd/mm/yyyy  | 61             | 1900-03-01",
                "[$-409]d mmm yyyy | 2958465   | 9999-12-31",
                "d/m/yyyy h:mm AM/PM | 45678.5 | 2025-01-21 12:00:00",
                "mm:ss.000   | 0.000011574074 | 00:00:01",
                "[Red]0.00   | 1.25           | 1.25",
                "0.0\" days\"  | 2.5            | 2.5",
                "#,##0.00\\ \"kr.\" | 1250      | 1250",
                "_-* #,##0.00\\ _d_-    | 3    | 3",
                "0.00E+00    | 1234           | 1234",
                "General     | 45678          | 45678",
                "yyyy-mm-dd  | 45678.5        | 2025-01-21 12:00:00",
            })
    void givesDatesAndTimesByTheFormatOfTheCell(String format, String stored, String expected) throws Exception {
        assertThat(value(new RawWorkbook().styles("0", format), "s='1'", "<v>" + stored + "</v>"))
                .isEqualTo(expected);
    }

    @Test
    void countsDatesFrom1904WhereTheWorkbookDoes() throws Exception {
        assertThat(value(new RawWorkbook().date1904().styles("14"), "s='0'", "<v>44216</v>"))
                .isEqualTo("2025-01-21");
    }

    @Test
    void readsStrictWorkbooks() throws Exception {
        assertThat(value(new RawWorkbook().strict().styles("14"), "s='0' t='d'", "<v>2026-11-21T00:00:00</v>"))
                .isEqualTo("2026-11-21 00:00:00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t='b'       | <v>0</v>              | false",
                "t='str'     | <f>A1</f><v>abc</v>   | abc",
                "t='str'     | <f>A1</f><v>a_x000D_b_x005F_x0041_</v> | a\rb_x0041_",
                "t='n'       | <f>1+1</f><v>2</v>    | 2",
                "t='s'       | <v>0</v>              | plain",
                "t='s'       | <v>1</v>              | rich text",
                "t='inlineStr' | <is><r><t>a</t></r><r><rPr/><t xml:space='preserve'> b</t></r></is> | a b",
            })
    void readsCellsOfEveryKind(String type, String content, String expected) throws Exception {
        RawWorkbook book = new RawWorkbook()
                .strings("<si><t>plain</t></si><si><r><t>rich</t></r><r><rPr><b/></rPr><t> text</t></r>"
                        + "<rPh sb='0' eb='1'><t>hint</t></rPh></si>");
        assertThat(value(book, type, content)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t='e'         | <v>#N/A</v>  | cell B2 holds the error #N/A",
                "t='inlineStr' | <is><t>#REF!</t></is> | cell B2 holds the error #REF!",
                "t='s'         | <v>7</v>     | text number 7, which the workbook does not have",
                "t='x'         | <v>7</v>     | type \"x\", which is not known",
                "t='n'         | <v>seven</v> | which is no number",
                "t='n'         | <v>1E999999999</v> | which is no number of Excel",
                "t='d'         | <v>2026-02-30</v>  | which does not exist",
                "s='1'         | <v>60</v>    | is no day of Excel's calendar",
                "s='1'         | <v>-5</v>    | is no day of Excel's calendar",
                "s='1'         | <v>1E300</v> | is no day of Excel's calendar",
            })
    void saysWhatIsWrongWithWhichCell(String attributes, String content, String expected) throws Exception {
        assertThat(value(new RawWorkbook().styles("0", "14").strings("<si><t>a</t></si>"), attributes, content))
                .contains("! cell B2 ")
                .contains(expected);
    }

    @Test
    void namesColumnsWithoutAHeaderOrWithOneTwiceByTheirNumber() throws Exception {
        new RawWorkbook()
                .sheet(
                        "T",
                        row(1, text("A1", " Id "), text("B1", "Name"), text("D1", "name"), text("E1", ""))
                                + row(2, number("A2", "1"), text("C2", "c"), text("D2", "d"))
                                + row(3)
                                + row(4, text("A4", "  "))
                                + row(7, number("A7", "2"), text("B7", "b"), text("H7", "h")))
                .write(file);

        assertThat(records(file)).containsExactly("T 2: Id=1, name4=d, 3=c", "T 7: Id=2, Name=b, 8=h");
    }

    @Test
    void takesTheSheetTheTableAndTheHeaderRowThatTheJobNames() throws Exception {
        new RawWorkbook()
                .sheet("Cover", row(1, text("A1", "Price list")))
                .sheet(
                        "Prices",
                        "hidden",
                        row(1, text("A1", "made by"), text("B1", "ERP"))
                                + row(3, text("A3", "Id"))
                                + row(4, number("A4", "1")))
                .write(file);

        assertThat(records(file)).as("a hidden sheet is left out").isEmpty();
        assertThat(records(file, source("sheet='prices' table='EcomPrices' headerRow='3'")))
                .containsExactly("EcomPrices 4: Id=1");
        assertThatThrownBy(() -> records(file, source("sheet='Price'")))
                .hasMessage("the workbook has no sheet \"Price\"; similar sheets: Prices");
        assertThatThrownBy(() -> records(file, source("sheet='Prices' headerRow='2'")))
                .hasMessageContaining("row 2 of the sheet Prices is to hold the headers");
    }

    @Test
    void asksWhichSheetTheTableIs() throws Exception {
        new RawWorkbook().sheet("A", HEADER).sheet("B", HEADER).write(file);

        assertThatThrownBy(() -> records(file, source("table='T'")))
                .hasMessageContaining("has the sheets A, B")
                .hasMessageContaining("sheet=\"...\"");
    }

    @Test
    void readsRowsAndCellsWithoutReferences() throws Exception {
        new RawWorkbook()
                .sheet("T", "<row><c t='str'><v>Id</v></c><c t='str'><v>N</v></c></row><row><c/><c><v>2</v></c></row>")
                .write(file);

        assertThat(records(file)).containsExactly("T 2: N=2");
    }

    @Test
    void keepsMoreSharedTextsThanFitIntoMemory() throws Exception {
        try (TextStore store = new TextStore(10_000)) {
            for (int i = 0; i < 5_000; i++) {
                store.add("text " + i + " æ");
            }
            assertThat(IntStream.range(0, 5_000).map(i -> i * 2_999 % 5_000).boxed())
                    .allSatisfy(i -> assertThat(store.get(i)).isEqualTo("text " + i + " æ"));
        }
    }

    @Test
    void readsManyRowsInBatchesWithTheirNumbers() throws Exception {
        String rows = IntStream.rangeClosed(2, 2501)
                .mapToObj(i -> row(i, number("A" + i, String.valueOf(i))))
                .collect(Collectors.joining());
        new RawWorkbook().sheet("T", HEADER + rows).write(file);

        assertThat(records(file)).hasSize(2500).startsWith("T 2: Id=2").endsWith("T 2501: Id=2501");
    }

    @Test
    void refusesRowsAndColumnsThatNoSheetHas() throws Exception {
        new RawWorkbook().sheet("T", HEADER + row(2, number("ZZZZZZZ2", "1"))).write(file);
        assertThatThrownBy(() -> records(file))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("has a cell ZZZZZZZ2");

        new RawWorkbook().sheet("T", HEADER + row(2_000_000_000)).write(file);
        assertThatThrownBy(() -> records(file)).hasMessageContaining("has a row of the number \"2000000000\"");
    }
}
