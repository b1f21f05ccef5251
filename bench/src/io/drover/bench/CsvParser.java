package io.drover.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;

/** The floor's reader of CSV. */
final class CsvParser implements RowParser {
    /** What stands for a null. */
    static final String NULL = "NULL";

    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;

    CsvParser(Path file) throws IOException {
        reader = CsvReader.builder().fieldSeparator(';').ofCsvRecord(file);
        records = reader.iterator();
        records.next(); // the names
    }

    @Override
    public boolean next(String[] row) {
        if (!records.hasNext()) {
            return false;
        }
        CsvRecord record = records.next();
        for (int i = 0; i < row.length; i++) {
            String text = record.getField(i);
            row[i] = text.equals(NULL) ? null : text;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
