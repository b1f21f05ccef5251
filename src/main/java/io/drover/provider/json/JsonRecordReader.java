package io.drover.provider.json;

import io.drover.provider.RecordBatch;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceRecord;
import io.drover.provider.file.TableNames;
import io.drover.provider.format.DeliveryFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a JSON document: an array of records, records one after the other, or an object of tables. The members of objects within
 * a record are columns whose names have points in them; an array within one is its JSON text, or joined. A record with a member
 * twice, or that is no object, is delivered with its {@link SourceRecord#problem}; anything worse is a {@link
 * io.drover.provider.DeliveryException}. Limits: those of {@link JsonLimits}.
 */
final class JsonRecordReader implements RecordReader {
    private static final int BATCH_RECORDS = 1000;
    private static final int BATCH_TEXT = 2 * 1024 * 1024;

    private final JsonInput json;
    private final RecordFinder finder;
    private final ObjectReader objects;
    /** The table of a record that was found and left for the next batch, or null. */
    private JsonTable ahead;

    private JsonRecordReader(JsonInput json, JsonSource format, String table) {
        this.json = json;
        this.finder = new RecordFinder(json, format, table);
        this.objects = new ObjectReader(json, format.joinArrays());
    }

    /** Opens a file. */
    static JsonRecordReader open(JsonSource format, DeliveryFile file) throws IOException {
        String table = format.table() == null ? TableNames.ofFile(file.name()) : format.table();
        return new JsonRecordReader(JsonInput.open(file), format, table);
    }

    @Override
    public RecordBatch next() throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        JsonTable table = ahead == null ? finder.next() : ahead;
        JsonTable next = table;
        long batchText = 0;
        while (next != null && next == table && records.size() < BATCH_RECORDS && batchText < BATCH_TEXT) {
            records.add(objects.read(table, finder.line(), finder.firstValue()));
            batchText += objects.length();
            next = finder.next();
        }
        ahead = next;
        return table == null ? null : new RecordBatch(table.sourceTable(), records);
    }

    @Override
    public List<String> remarks() {
        return finder.foundTables() ? List.of("detected an object of tables") : List.of();
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
