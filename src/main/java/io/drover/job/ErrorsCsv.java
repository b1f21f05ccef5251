package io.drover.job;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.drover.store.ledger.ExecutionError;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Errors as CSV (RFC 4180), for a spreadsheet. Values come from deliveries of others: a cell that a spreadsheet would take for
 * a formula gets an apostrophe in front.
 */
public final class ErrorsCsv {
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@\\t\\r].*", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+([.,]\\d+)?");

    private ErrorsCsv() {}

    /** One line a record and column at fault, below a header. */
    public static String of(List<ExecutionError> errors) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            write(errors, csv);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(List<ExecutionError> errors, CsvWriter csv) {
        csv.writeRecord(
                "table", "line", "record", "key", "column", "value", "reason", "source", "step", "rule", "path");
        for (ExecutionError error : errors) {
            csv.writeRecord(
                    cell(error.table()),
                    number(error.line()),
                    number(error.record()),
                    cell(error.key()),
                    cell(error.column()),
                    cell(error.value()),
                    cell(error.reason()),
                    cell(error.source()),
                    cell(error.step()),
                    cell(error.rule()),
                    cell(error.path()));
        }
    }

    /** No line and no record are those of a fault of the delivery as a whole. */
    private static String number(long number) {
        return number == 0 ? "" : String.valueOf(number);
    }

    private static String cell(String text) {
        boolean formula = text != null
                && FORMULA.matcher(text).matches()
                && !NUMBER.matcher(text).matches();
        return formula ? "'" + text : text;
    }
}
