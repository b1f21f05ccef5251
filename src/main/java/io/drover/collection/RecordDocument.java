package io.drover.collection;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.collection.schema.RecordJson;
import io.drover.collection.schema.SchemaMessage;
import io.drover.store.collection.RecordContent;
import java.util.List;

/**
 * A record as it may be stored.
 *
 * @param content its fields, with defaults and without what Drover adds to records that it gives out
 * @param hash the same for the same content, whatever the order of its members
 * @param messages what the collection's fields do not allow; none: it is valid
 */
public record RecordDocument(String identifier, ObjectNode content, String hash, List<SchemaMessage> messages) {

    RecordContent stored() {
        return new RecordContent(RecordJson.write(content), hash, json(messages));
    }

    /** As they are stored; null when there are none. */
    static String json(List<SchemaMessage> messages) {
        return messages.isEmpty() ? null : RecordJson.write(RecordJson.mapper().valueToTree(messages));
    }
}
