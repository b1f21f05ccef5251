package io.drover.provider.excel;

import static io.drover.provider.excel.Workbooks.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.ColumnType;
import io.drover.provider.DeliveryException;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.format.DeliveryFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cells whose values are none, or are at the edge of what Excel has: rejected with what they hold, again and again. */
class UnusableCellTest {
    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("book.xlsx");
    }

    private static String text(String reference, String text) {
        return "<c r='" + reference + "' t='inlineStr'><is><t>" + text + "</t></is></c>";
    }

    private Path workbook(RawWorkbook book, String attributes, String content) throws IOException {
        return book.sheet(
                        "T",
                        "<row r='1'>" + text("A1", "Id") + text("B1", "Value") + text("C1", "More")
                                + "</row><row r='2'><c r='A2'>" + "<v>1</v></c><c r='B2' " + attributes + ">" + content
                                + "</c>" + text("C2", "x") + "</row>")
                .write(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''        | <f>A2*2</f>                  | =A2*2     | holds a formula without a result",
                "''        | <f>A2*2</f><v></v>           | =A2*2     | holds a formula without a result",
                "''        | <f>A2*2</f><v/>              | =A2*2     | holds a formula without a result",
                "''        | <f t='shared' si='0'/>       | =         | holds a formula without a result",
                "t='str'   | <f>A2&amp;A2</f>             | =A2&A2    | holds a formula without a result",
                "t='b'     | <f>A2=1</f><v/>              | =A2=1     | holds a formula without a result",
                "s='1'     | <v>60</v>                    | 60        | is no day of Excel's calendar",
                "s='1'     | <v>0</v>                     | 0         | is no day of Excel's calendar",
                "s='1'     | <v>0.25</v>                  | 0.25      | is no day of Excel's calendar",
                "s='1'     | <v>-1</v>                    | -1        | is no day of Excel's calendar",
                "s='1'     | <v>2958466</v>               | 2958466   | is no day of Excel's calendar",
                "s='1'     | <v>1E300</v>                 | 1E300     | is no day of Excel's calendar",
                "''        | <v>12,5</v>                  | 12,5      | is no number",
                "''        | <v>1E999</v>                 | 1E999     | is no number of Excel's",
                "t='d'     | <v>2026-02-30</v>            | 2026-02-30 | does not exist",
                "t='s'     | <v>7</v>                     | 7         | does not have",
                "t='zz'    | <v>abc</v>                   | abc       | is not known",
            })
    void isRejectedWithWhatItHoldsAlsoWhenItComesBackUnmended(
            String attributes, String content, String shown, String reason) throws Exception {
        workbook(new RawWorkbook().styles("0", "14"), attributes, content);
        for (int round = 0; round < 3; round++) {
            assertThat(records(file))
                    .hasSize(1)
                    .first()
                    .asString()
                    .as("round %s", round)
                    .contains("Id=1, Value=#unusable: " + shown + ", More=x ! cell B2 "
                            + (round == 0 ? "" : "holds what could not be used"))
                    .contains(round == 0 ? reason : "not been mended");
            rejectAll();
        }
    }

    @Test
    void anErrorIsRejectedAgainWhenItComesBackUnmended() throws Exception {
        workbook(new RawWorkbook(), "t='e'", "<f>A1/0</f><v>#DIV/0!</v>");
        for (int round = 0; round < 3; round++) {
            assertThat(records(file))
                    .containsExactly(
                            "T 2: Id=1, Value=#DIV/0!, More=x ! cell B2 holds the error #DIV/0!: mend its formula or clear it");
            rejectAll();
        }
    }

    /** Puts the rejects of the workbook into its place. */
    private void rejectAll() throws IOException {
        Path target = folder.resolve("rejects.xlsx");
        try (ExcelReader reader = ExcelReader.open(DeliveryFile.of(file), new ExcelSource());
                ExcelRejects rejects = new ExcelRejects(target, new ExcelSource())) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                for (SourceRecord record : batch.records()) {
                    rejects.add(batch.table(), record, "some reason");
                }
            }
            rejects.finish();
        }
        Files.move(target, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void onlyTheValuesOfUnusableCellsAreNoneToLookRowsUpBy() throws Exception {
        workbook(new RawWorkbook(), "", "<f>A2*2</f>");
        try (ExcelReader reader = ExcelReader.open(DeliveryFile.of(file), new ExcelSource())) {
            SourceRecord record = reader.next().records().get(0);
            assertThat(List.of(record.isUsable(0), record.isUsable(1), record.isUsable(2)))
                    .containsExactly(true, false, true);
        }
    }

    @Test
    void aHeaderThatCannotBeUsedIsRefused() throws Exception {
        new RawWorkbook()
                .sheet("T", "<row r='1'>" + text("A1", "Id") + "<c r='B1'><f>A1</f></c></row>")
                .write(file);
        assertThatThrownBy(() -> records(file))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContaining("row 1 of the sheet T holds the headers")
                .hasMessageContaining("cell B1 holds a formula without a result");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "14 | 2958465          | 9999-12-31",
                "14 | 2958465.25       | 9999-12-31 06:00:00",
                "22 | 2958465.99998843 | 9999-12-31 23:59:59",
                "22 | 2958465.99999999 | 9999-12-31 23:59:59.999",
            })
    void theLastDayOfTheCalendarHasTimes(String format, String stored, String expected) throws Exception {
        workbook(new RawWorkbook().styles("0", format), "s='1'", "<v>" + stored + "</v>");
        assertThat(records(file)).containsExactly("T 2: Id=1, Value=" + expected + ", More=x");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1904-01-01",
        "1, 1904-01-02",
        "60, 1904-03-01",
        "2957003, 9999-12-31",
        "2957003.5, 9999-12-31 12:00:00"
    })
    void theCalendarOf1904BeginsAndEndsElsewhere(String stored, String expected) throws Exception {
        workbook(new RawWorkbook().date1904().styles("0", "14"), "s='1'", "<v>" + stored + "</v>");
        assertThat(records(file)).containsExactly("T 2: Id=1, Value=" + expected + ", More=x");
        workbook(new RawWorkbook().date1904().styles("0", "14"), "s='1'", "<v>2957004</v>");
        assertThat(records(file)).first().asString().contains("is no day of Excel's calendar");
    }

    @ParameterizedTest
    @CsvSource({
        "TIMESTAMP, infinity",
        "TIMESTAMP, -infinity",
        "DATE, infinity",
        "DATE, -infinity",
        "TIME, 24:00:00",
        "TIMESTAMP_WITH_ZONE, infinity",
        "DOUBLE, NaN",
        "DOUBLE, Infinity",
        "DOUBLE, -Infinity",
        "DECIMAL, NaN",
        "DOUBLE, 1E-320",
        "DOUBLE, 4.9E-324",
        "DOUBLE, 1.7976931348623157E308",
        "DOUBLE, 1E306",
        "DECIMAL, 0.1234567890123456789",
        "TIMESTAMP, 9999-12-31 23:59:59.999",
        "TIMESTAMP, 9999-12-31 23:59:59.999999",
        "TIMESTAMP, 2026-01-02 03:04:05.123456",
        "TIMESTAMP, 2026-01-02 03:04:05.123",
        "TIME, 03:04:05.123456789",
        "TIME, 23:59:59.999",
        "TIMESTAMP, 10000-01-01 00:00:00",
        "DATE, 1900-02-28",
        "DATE, 1900-03-01",
        "DATE, 0044-03-15 BC",
        "TIMESTAMP, 0044-03-15 12:00:00 BC"
    })
    void whatIsAtTheEdgeComesBackAsItWent(ColumnType type, String value) throws Exception {
        try (ExcelWriter writer = new ExcelWriter(table -> Files.newOutputStream(file), false)) {
            writer.begin(
                    "T", List.of(DestinationColumn.ofFile("Id", ColumnType.TEXT), DestinationColumn.ofFile("V", type)));
            writer.write(
                    "T",
                    List.of(new MappedRow(new SourceRecord(1, 1, new String[0], null), new Object[] {"1", value})),
                    (row, reason) -> {
                        throw new AssertionError(reason);
                    });
            writer.finish();
        }
        assertThat(records(file)).containsExactly("T 2: Id=1, V=" + value);
    }
}
