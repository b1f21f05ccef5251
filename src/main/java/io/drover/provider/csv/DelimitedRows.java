package io.drover.provider.csv;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.drover.provider.DeliveryException;
import io.drover.provider.file.TextInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;

/** The rows of delimited text. */
final class DelimitedRows implements CsvRows {
    private final CsvReader<String[]> reader;
    private final Iterator<String[]> rows;
    private final TextInput text;
    private final RowBuilder row;
    private final RowHandler handler;
    private final int linesBefore;

    /** @param linesBefore lines of the file that the text does not have any more */
    DelimitedRows(CsvSource format, String delimiter, TextInput text, int linesBefore) {
        this.text = text;
        this.row = new RowBuilder(format);
        this.handler = new RowHandler(row);
        this.linesBefore = linesBefore;
        CsvReader.CsvReaderBuilder builder = CsvReader.builder()
                .fieldSeparator(delimiter)
                .quoteCharacter(format.layout().quote()) // NUL, which the text does not have, for none
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .skipEmptyLines(true)
                .trimWhitespacesAroundQuotes(format.trim())
                .maxBufferSize(CsvLimits.MAX_TEXT);
        if (format.comment() != CsvMarks.NONE) {
            builder.commentStrategy(CommentStrategy.SKIP).commentCharacter(format.comment());
        }
        this.reader = builder.build(handler, text);
        this.rows = reader.iterator();
    }

    @Override
    public String[] next() throws IOException {
        try {
            return rows.hasNext() ? rows.next() : null;
        } catch (UncheckedIOException e) {
            throw e.getCause() instanceof DeliveryException fault
                    ? new DeliveryException(fault.getMessage(), line(), 0, fault.truncated())
                    : e.getCause();
        } catch (CsvParseException e) {
            throw fault(e);
        }
    }

    /** What the parser says, in words for the user. */
    private DeliveryException fault(CsvParseException e) {
        Throwable said = e.getCause() instanceof CsvParseException cause ? cause : e;
        String message = String.valueOf(said.getMessage());
        if (message.startsWith("Unclosed quoted field")) {
            return new DeliveryException(
                    "the file ends within quotes: it was cut off, or a quote in the row that starts here is not closed",
                    line(),
                    0,
                    true);
        }
        if (message.contains("maximum buffer size")) {
            return at("a value is longer than " + CsvLimits.MAX_TEXT / 1024 / 1024
                    + " MB; probably a quote in the row that starts here is not closed");
        }
        if (message.startsWith("Unexpected character after closing quote")) {
            String found = message.replaceAll("(?s).*: '(.*)' \\(0x.*", "$1");
            return at(
                    "the character '" + found
                            + "' follows a closing quote in the row that starts here; double a quote that belongs to the value");
        }
        return at(message);
    }

    private DeliveryException at(String message) {
        return new DeliveryException(message, line(), 0, false);
    }

    @Override
    public boolean endsOpen() {
        return !text.endsWithLineBreak();
    }

    @Override
    public int line() {
        return (int) Math.min(handler.line() + linesBefore, Integer.MAX_VALUE);
    }

    @Override
    public int length() {
        return row.length();
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
