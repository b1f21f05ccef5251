package io.drover.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.collection.RecordResult.Outcome;
import io.drover.collection.schema.RecordJson;
import io.drover.collection.schema.SchemaMessage;
import io.drover.store.collection.RecordChange;
import io.drover.store.collection.RecordRun;
import io.drover.store.collection.RecordStore;
import io.drover.store.collection.RecordTransaction;
import io.drover.store.collection.StoredRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/** Records that are stored together: which are new, which change, which are refused. What is as it was is not written. */
final class RecordPut {
    private final RecordDocuments documents;
    private final List<JsonNode> sent;
    private final IfExists ifExists;
    private OptionalLong version = OptionalLong.empty();

    RecordPut(RecordDocuments documents, List<JsonNode> sent, IfExists ifExists) {
        this.documents = documents;
        this.sent = sent;
        this.ifExists = ifExists;
    }

    /** Only when the record has this version now; 0: when it is not there. */
    RecordPut of(OptionalLong expected) {
        this.version = expected;
        return this;
    }

    static void require(OptionalLong expected, String identifier, StoredRecord found) {
        long now = found == null ? 0 : found.stamps().version();
        if (expected.isPresent() && expected.getAsLong() != now) {
            throw new VersionException(identifier, expected.getAsLong(), now);
        }
    }

    /** What one record comes to, before it is written. */
    private record Decided(Outcome outcome, String identifier, List<SchemaMessage> messages) {}

    List<RecordResult> into(RecordStore records) {
        List<Decided> decided = new ArrayList<>();
        Map<String, StoredRecord> before = new HashMap<>();
        Map<String, StoredRecord> after = records.change(transaction -> {
            decided.clear();
            before.clear();
            return decide(transaction, decided, before);
        });
        return decided.stream()
                .map(each -> new RecordResult(
                        each.outcome(),
                        each.identifier(),
                        before.get(each.identifier()),
                        each.outcome() == Outcome.REFUSED
                                ? null
                                : after.getOrDefault(each.identifier(), before.get(each.identifier())),
                        each.messages()))
                .toList();
    }

    /** The same within a transaction of somebody else's; the results lack the records. */
    List<RecordResult> into(RecordRun run) throws SQLException {
        List<Decided> decided = new ArrayList<>();
        run.change(transaction -> {
            decided.clear();
            return decide(transaction, decided, new HashMap<>());
        });
        return decided.stream()
                .map(each -> new RecordResult(each.outcome(), each.identifier(), null, null, each.messages()))
                .toList();
    }

    private List<RecordChange> decide(
            RecordTransaction transaction, List<Decided> decided, Map<String, StoredRecord> before)
            throws SQLException {
        before.putAll(transaction.lock(sent.stream()
                .map(documents::identifier)
                .filter(Objects::nonNull)
                .toList()));
        Map<String, RecordDocument> written = new LinkedHashMap<>();
        for (JsonNode each : sent) {
            decided.add(decide(each, before, written));
        }
        List<RecordChange> changes = new ArrayList<>();
        written.forEach((identifier, document) ->
                changes.add(new RecordChange(identifier, before.get(identifier), document.stored())));
        return changes;
    }

    /** @param written what is written of those before it */
    private Decided decide(JsonNode each, Map<String, StoredRecord> before, Map<String, RecordDocument> written) {
        String identifier = documents.identifier(each);
        try {
            StoredRecord stored = identifier == null ? null : before.get(identifier);
            require(version, identifier, stored);
            RecordDocument earlier = identifier == null ? null : written.get(identifier);
            JsonNode there = earlier != null ? earlier.content() : stored == null ? null : read(stored);
            if (there != null && ifExists == IfExists.REFUSE) {
                throw RecordException.of("", "ifExists", "a record with this identifier is there already");
            }
            if (there != null && ifExists == IfExists.IGNORE) {
                return new Decided(Outcome.IGNORED, identifier, List.of());
            }
            RecordDocument document =
                    documents.of(ifExists == IfExists.MERGE && each.isObject() ? merged(base(there), each) : each);
            if (there != null) {
                requireReadonly(there, document);
            }
            return decided(document, stored, earlier, written);
        } catch (RecordException e) {
            return new Decided(Outcome.REFUSED, identifier, e.messages());
        }
    }

    private void requireReadonly(JsonNode there, RecordDocument document) {
        List<SchemaMessage> changed = documents.readonly(there, document.content());
        if (!changed.isEmpty()) {
            throw new RecordException(changed);
        }
    }

    private static Decided decided(
            RecordDocument document, StoredRecord stored, RecordDocument earlier, Map<String, RecordDocument> written) {
        String identifier = document.identifier();
        String hash = earlier != null ? earlier.hash() : stored == null ? null : stored.hash();
        if (document.hash().equals(hash)) {
            if (earlier == null
                    && !Objects.equals(stored.messages(), document.stored().messages())) {
                written.put(identifier, document); // the same content is judged by another schema now
            }
            return new Decided(Outcome.UNCHANGED, identifier, List.of());
        }
        written.put(identifier, document);
        return new Decided(hash == null ? Outcome.CREATED : Outcome.UPDATED, identifier, List.of());
    }

    private static JsonNode read(StoredRecord stored) {
        try {
            return RecordJson.read(stored.document());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the record " + stored.identifier() + " is no JSON any more", e);
        }
    }

    /** What a patch is of: of nothing when the record is new, so that its nulls are not stored there either. */
    private static JsonNode base(JsonNode there) {
        return there == null ? RecordJson.object() : there;
    }

    /** RFC 7396: objects are merged, null removes, anything else takes the place of what is there. */
    private static JsonNode merged(JsonNode there, JsonNode patch) {
        if (!patch.isObject()) {
            return patch;
        }
        ObjectNode merged = there.isObject() ? ((ObjectNode) there).deepCopy() : RecordJson.object();
        patch.properties().forEach(member -> {
            if (member.getValue().isNull()) {
                merged.remove(member.getKey());
            } else {
                JsonNode old = merged.get(member.getKey());
                merged.set(member.getKey(), merged(old == null ? RecordJson.object() : old, member.getValue()));
            }
        });
        return merged;
    }
}
