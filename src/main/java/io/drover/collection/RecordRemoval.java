package io.drover.collection;

import io.drover.store.collection.RecordChange;
import io.drover.store.collection.RecordStore;
import io.drover.store.collection.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Records that are removed, all or none. */
final class RecordRemoval {
    private RecordRemoval() {}

    static List<String> of(List<String> identifiers, OptionalLong version, RecordStore records) {
        List<String> removed = new ArrayList<>();
        records.change(transaction -> {
            removed.clear();
            Map<String, StoredRecord> there = transaction.lock(identifiers);
            List<RecordChange> changes = new ArrayList<>();
            for (String identifier : identifiers.stream().distinct().toList()) {
                StoredRecord record = there.get(identifier);
                RecordPut.require(version, identifier, record);
                if (record != null) {
                    removed.add(identifier);
                    changes.add(new RecordChange(identifier, record, null));
                }
            }
            return changes;
        });
        return removed;
    }
}
