package io.drover.provider.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;

/** Hands what the parser finds to a {@link RowBuilder}. */
final class RowHandler extends AbstractBaseCsvCallbackHandler<String[]> {
    private static final String[] NONE = {};

    private final RowBuilder row;

    RowHandler(RowBuilder row) {
        this.row = row;
    }

    long line() {
        return getStartingLineNumber();
    }

    @Override
    protected void handleBegin(long line) {
        row.begin();
    }

    @Override
    protected void handleField(int index, char[] buffer, int offset, int size, boolean quoted) {
        try {
            row.add(buffer, offset, size, quoted);
        } catch (RowBuilder.LimitException e) {
            throw new CsvParseException(e.getMessage(), e);
        }
    }

    @Override
    protected String[] buildRecord() {
        return row.isEmpty() ? NONE : row.row(); // a comment or an empty line is none
    }
}
