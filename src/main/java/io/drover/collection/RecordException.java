package io.drover.collection;

import io.drover.collection.schema.SchemaMessage;
import java.util.List;
import java.util.stream.Collectors;

/** A record that is not stored. */
public final class RecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<SchemaMessage> messages;

    public RecordException(List<SchemaMessage> messages) {
        super(messages.stream().map(SchemaMessage::toString).collect(Collectors.joining("; ")));
        this.messages = List.copyOf(messages);
    }

    /** One about a value, or about the record. */
    public static RecordException of(String path, String rule, String message) {
        return new RecordException(List.of(new SchemaMessage(path, rule, message)));
    }

    /** What is wrong. */
    public List<SchemaMessage> messages() {
        return messages;
    }
}
