package io.drover.provider.collection;

import io.drover.collection.RecordCollection;
import io.drover.provider.RowLookup;
import io.drover.store.collection.RecordRun;
import io.drover.store.collection.StoredRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Records by their identifiers, as the columns of rows. */
final class RecordLookup implements RowLookup {
    private static final int AT_ONCE = 500;

    private final RecordRun records;
    private final RowDocuments documents;

    RecordLookup(Connection connection, RecordCollection collection, RowDocuments documents) {
        this.records = collection.run(connection);
        this.documents = documents;
    }

    @Override
    public Object[] find(Object[] key) throws SQLException {
        StoredRecord record = key[0] == null ? null : records.find(RowDocuments.text(key[0]));
        return record == null ? null : documents.values(record.document());
    }

    @Override
    public void visit(int most, Visitor visitor) throws SQLException {
        String last = "";
        int seen = 0;
        for (List<StoredRecord> some = records.after(last, AT_ONCE);
                !some.isEmpty();
                some = records.after(last, AT_ONCE)) {
            for (StoredRecord record : some) {
                if (seen++ >= most || !visitor.row(documents.values(record.document()))) {
                    return;
                }
                last = record.identifier();
            }
        }
    }

    @Override
    public void close() {
        // nothing is held
    }
}
