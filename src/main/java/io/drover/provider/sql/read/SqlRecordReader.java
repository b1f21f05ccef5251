package io.drover.provider.sql.read;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.sql.dialect.Cursor;
import io.drover.provider.sql.dialect.SourceQuery;
import io.drover.store.ConnectionAborts;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads queries one after the other in one transaction, which changes nothing and sees the tables as of one instant. */
final class SqlRecordReader implements RecordReader {
    private static final int BATCH_RECORDS = 1000;
    private static final int BATCH_CHARACTERS = 2 * 1024 * 1024;

    private final SourceSession session;
    private final Iterator<SourceQuery> queries;
    private final Map<String, String> watermarks;
    private final List<SourceQuery> afterwards;
    private final WrittenMarks marks;
    private final Map<String, Collection<String[]>> written = new LinkedHashMap<>();
    private SourceQuery query;
    private Cursor cursor;
    private SourceTable table;
    private long number;

    SqlRecordReader(
            SourceSession session,
            List<SourceQuery> queries,
            Map<String, String> watermarks,
            List<SourceQuery> afterwards,
            WrittenMarks marks) {
        this.marks = marks;
        this.afterwards = List.copyOf(afterwards);
        this.session = session;
        this.queries = queries.iterator();
        this.watermarks = watermarks;
    }

    @Override
    public RecordBatch next() throws IOException {
        try {
            boolean begun = cursor == null;
            if (begun && !open()) {
                return null;
            }
            List<SourceRecord> records = read();
            if (!records.isEmpty() || begun) { // a table without rows comes too: as an empty batch
                return new RecordBatch(table, records);
            }
            cursor.close();
            cursor = null;
            return next();
        } catch (SQLException e) {
            throw new IOException("reading " + query.name() + ": " + e.getMessage(), e);
        }
    }

    private boolean open() throws SQLException {
        if (!queries.hasNext()) {
            return false;
        }
        query = queries.next();
        cursor = session.open(query);
        table = new SourceTable(query.name(), cursor.columns(), cursor.types(), Map.of());
        return true;
    }

    /**
     * In the same snapshot as the queries: what they did not see, these do not change either. Without a statement the transaction
     * ends here: who takes the rows may need long.
     */
    @Override
    public void written() throws IOException {
        if (!changes()) {
            close();
        }
        for (Map.Entry<String, Collection<String[]>> ofTable : written.entrySet()) {
            try {
                session.mark(marks, ofTable.getKey(), ofTable.getValue());
            } catch (SQLException e) {
                throw new IOException("marking rows of " + ofTable.getKey() + ": " + e.getMessage(), e);
            }
        }
        for (SourceQuery statement : afterwards) {
            try {
                session.execute(statement);
            } catch (SQLException e) {
                throw new IOException("afterwards, " + statement.plain() + ": " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void committed() throws IOException {
        if (changes()) {
            try {
                session.connection().commit();
            } catch (SQLException e) {
                throw new IOException(e.getMessage(), e);
            }
        }
    }

    private boolean changes() {
        return !afterwards.isEmpty() || !marks.isEmpty();
    }

    @Override
    public List<String> marked(String ofTable) {
        return marks.keys(ofTable);
    }

    @Override
    public void wrote(String ofTable, Collection<String[]> records) {
        written.put(ofTable, records);
    }

    private List<SourceRecord> read() throws SQLException, IOException {
        List<SourceRecord> records = new ArrayList<>(BATCH_RECORDS);
        int characters = 0;
        while (records.size() < BATCH_RECORDS && characters < BATCH_CHARACTERS) {
            String[] values = cursor.next();
            if (values == null) {
                break;
            }
            for (String value : values) {
                characters += value == null ? 0 : value.length();
            }
            records.add(new SourceRecord(++number, 0, values, null));
        }
        return records;
    }

    @Override
    public Map<String, String> watermarks() {
        return watermarks;
    }

    /** Ends the query or statement that runs. */
    @Override
    public void cancel() {
        session.dialect().cancel();
    }

    @Override
    public void abort() {
        ConnectionAborts.abort(session.connection());
    }

    @Override
    public void close() throws IOException {
        try (session) {
            if (cursor != null) {
                cursor.close();
            }
        } catch (SQLException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
