package io.drover.collection;

import io.drover.collection.schema.RecordJson;
import io.drover.store.collection.StoredRecord;
import java.util.List;

/** Records as they are given out: their fields, and behind them what Drover knows of them. */
public final class RecordMembers {
    /** The members that are added, besides the identifier. */
    public static final List<String> ADDED = List.of("@iat", "@uat", "@version", "@valid", "@messages");

    private RecordMembers() {}

    /** A record in JSON; its document is taken as the database has it. */
    public static String json(StoredRecord record) {
        return with(record.document().strip(), record);
    }

    /**
     * An object with what is known of its record.
     *
     * @param document of the record, or some of its fields
     */
    static String with(String document, StoredRecord record) {
        String fields = document.substring(0, document.length() - 1).stripTrailing();
        StringBuilder json = new StringBuilder(fields);
        if (!fields.endsWith("{")) {
            json.append(',');
        }
        json.append('"')
                .append(RecordDocuments.IDENTIFIER)
                .append("\":")
                .append(RecordJson.write(RecordJson.text(record.identifier())))
                .append(",\"@iat\":")
                .append(record.stamps().inserted().toEpochMilli())
                .append(",\"@uat\":")
                .append(record.stamps().updated().toEpochMilli())
                .append(",\"@version\":")
                .append(record.stamps().version());
        if (!record.isValid()) {
            json.append(",\"@valid\":false,\"@messages\":").append(record.messages());
        }
        return json.append('}').toString();
    }
}
