package io.drover.provider.excel;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.dhatim.fastexcel.RichText;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** A workbook that is written sheet by sheet, a few rows in memory at a time. */
final class WorkbookFile {
    private static final int FLUSH_ROWS = 500;
    /** Digits that a number in Excel has; one with more stays a text, so that none is lost. */
    private static final int DIGITS = 15;

    /** Beyond it a number is no full number of Excel's. */
    private static final int MAX_EXPONENT = 300;

    private final Workbook workbook;
    private final SheetNames names = new SheetNames();
    private boolean empty = true;

    /** @param out the content; closed by the caller */
    WorkbookFile(OutputStream out) {
        workbook = new Workbook(out, "Drover", null);
    }

    /**
     * Writes a sheet: a bold header that stays in view, and the rows.
     *
     * @param headerRow the row of the header, from 1
     */
    void sheet(String table, List<DestinationColumn> columns, RowSpool rows, int headerRow) throws IOException {
        empty = false;
        Worksheet sheet = workbook.newWorksheet(names.of(table));
        int at = headerRow - 1;
        for (int i = 0; i < columns.size(); i++) {
            text(sheet, at, i, columns.get(i).name());
            sheet.style(at, i).bold().set();
        }
        sheet.freezePane(0, headerRow);
        for (int left = rows.rows(); left > 0; left--) {
            at++;
            String[] values = rows.next();
            for (int i = 0; i < values.length; i++) {
                if (values[i] != null) {
                    cell(sheet, at, i, columns.get(i).type(), values[i]);
                }
            }
            if (left % FLUSH_ROWS == 0) {
                sheet.flush();
            }
        }
        sheet.close();
    }

    private static void cell(Worksheet sheet, int row, int column, ColumnType type, String value) {
        try {
            switch (type) {
                case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> number(sheet, row, column, value);
                case BOOLEAN -> sheet.value(row, column, Boolean.valueOf(value));
                case DATE -> serial(sheet, row, column, value, dateTime(value + " 00:00"), "yyyy-mm-dd");
                case TIMESTAMP ->
                    serial(
                            sheet,
                            row,
                            column,
                            value,
                            dateTime(value),
                            value.indexOf('.') < 0 ? "yyyy-mm-dd hh:mm:ss" : "yyyy-mm-dd hh:mm:ss.000");
                case TIME ->
                    serial(
                            sheet,
                            row,
                            column,
                            value,
                            SerialDates.serial(LocalTime.parse(value)),
                            value.indexOf('.') < 0 ? "hh:mm:ss" : "hh:mm:ss.000");
                default -> text(sheet, row, column, value);
            }
        } catch (NumberFormatException | DateTimeException e) {
            text(sheet, row, column, value); // such as NaN
        }
    }

    private static void number(Worksheet sheet, int row, int column, String value) {
        BigDecimal number = new BigDecimal(value);
        int exponent = number.precision() - number.scale();
        boolean negativeZero = number.signum() == 0 && value.charAt(0) == '-';
        if (negativeZero
                || number.precision() - Math.min(number.scale(), 0) > DIGITS
                || Math.abs(exponent) > MAX_EXPONENT) {
            text(sheet, row, column, value);
        } else {
            sheet.value(row, column, number);
        }
    }

    private static double dateTime(String value) {
        int space = value.indexOf(' ');
        if (space < 0) {
            throw new DateTimeException("infinity is no day");
        }
        return SerialDates.serial(LocalDateTime.of(
                LocalDate.parse(value.substring(0, space)), LocalTime.parse(value.substring(space + 1))));
    }

    private static void serial(Worksheet sheet, int row, int column, String value, double serial, String format) {
        if (Double.isNaN(serial)) {
            text(sheet, row, column, value);
        } else {
            sheet.value(row, column, serial);
            sheet.style(row, column).format(format).set();
        }
    }

    /** In the cell itself: a table of shared texts would be kept in memory to the end. */
    private static void text(Worksheet sheet, int row, int column, String value) {
        String text = CellText.escape(value);
        if (CellText.isPadded(text)) {
            sheet.inlineString(row, column, RichText.builder().run(text).end().build());
        } else {
            sheet.inlineString(row, column, text);
        }
    }

    /** Completes the workbook; one without a sheet gets an empty one, as Excel opens no other. */
    void finish() throws IOException {
        if (empty) {
            workbook.newWorksheet("Sheet1");
        }
        workbook.finish();
    }
}
