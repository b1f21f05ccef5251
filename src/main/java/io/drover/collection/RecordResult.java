package io.drover.collection;

import io.drover.collection.schema.SchemaMessage;
import io.drover.store.collection.StoredRecord;
import java.util.List;

/**
 * What became of a record that was sent.
 *
 * @param identifier null when it has none
 * @param before as it was; null: it was not there
 * @param after as it is now; null: it is not there, or was refused
 * @param messages why it was refused; none: it was not
 */
public record RecordResult(
        Outcome outcome, String identifier, StoredRecord before, StoredRecord after, List<SchemaMessage> messages) {

    /** What became of it. */
    public enum Outcome {
        CREATED,
        UPDATED,
        UNCHANGED,
        IGNORED,
        REFUSED
    }

    public RecordResult {
        messages = List.copyOf(messages);
    }

    static RecordResult refused(String identifier, RecordException why) {
        return new RecordResult(Outcome.REFUSED, identifier, null, null, why.messages());
    }
}
