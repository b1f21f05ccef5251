package io.drover.collection;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.collection.definition.CollectionDefinition;
import io.drover.collection.query.QueryRequest;
import io.drover.store.collection.CollectionTable;
import io.drover.store.collection.RecordCondition;
import io.drover.store.collection.RecordCursor;
import io.drover.store.collection.RecordQuery;
import io.drover.store.collection.RecordRun;
import io.drover.store.collection.RecordStore;
import io.drover.store.collection.RecordValidations;
import io.drover.store.collection.StoredRecord;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The records of a collection, by its definition. Thread-safe.
 *
 * <pre>{@code
 * RecordCollection products = collections.open(definition);
 * products.put(List.of(record), IfExists.REPLACE);
 * Optional<StoredRecord> found = products.find("A1");
 * }</pre>
 */
public final class RecordCollection {
    private final CollectionDefinition definition;
    private final RecordDocuments documents;
    private final CollectionTable table;
    private final RecordStore records;

    RecordCollection(CollectionDefinition definition, CollectionTable table, RecordStore records) {
        this.definition = definition;
        this.documents = new RecordDocuments(definition);
        this.table = table;
        this.records = records;
    }

    public CollectionDefinition definition() {
        return definition;
    }

    public Optional<StoredRecord> find(String identifier) {
        return RecordDocuments.isIdentifier(identifier) ? records.find(identifier) : Optional.empty();
    }

    /**
     * Stores records, each of which may be refused by itself; the others are stored in one transaction. A later one of the same
     * identifier finds the earlier one there.
     *
     * @return what became of each, in their order
     */
    public List<RecordResult> put(List<JsonNode> sent, IfExists ifExists) {
        return new RecordPut(documents, sent, ifExists).into(records);
    }

    /**
     * Stores one record under an identifier.
     *
     * @param version that it must have now, 0 for one that must not be there; empty: whatever
     * @throws RecordException when it is refused
     * @throws VersionException when it has another version
     */
    public RecordResult put(String identifier, JsonNode sent, IfExists ifExists, OptionalLong version) {
        RecordResult result = new RecordPut(documents, List.of(named(identifier, sent)), ifExists)
                .of(version)
                .into(records)
                .get(0);
        if (result.outcome() == RecordResult.Outcome.REFUSED) {
            throw new RecordException(result.messages());
        }
        return result;
    }

    private JsonNode named(String identifier, JsonNode sent) {
        if (!sent.isObject()) {
            return sent;
        }
        JsonNode own = sent.get(definition.identifier());
        if (own != null && !own.asText().equals(identifier)) {
            throw RecordException.of(
                    "/" + definition.identifier(),
                    "identifier",
                    "is '" + own.asText() + "', but the path names '" + identifier + "'");
        }
        return own == null ? documents.named(identifier, sent) : sent;
    }

    /**
     * Removes records.
     *
     * @param version that they must have; empty: whatever
     * @return those that were there
     * @throws VersionException when one has another version; nothing is removed then
     */
    public List<String> remove(List<String> identifiers, OptionalLong version) {
        List<String> possible =
                identifiers.stream().filter(RecordDocuments::isIdentifier).toList();
        return RecordRemoval.of(possible, version, records);
    }

    /** The records as the transaction of a connection to Drover's own database sees them. */
    public RecordRun run(Connection connection) {
        return records.run(connection);
    }

    /** Stores many records in the transaction of a connection to Drover's own database. */
    public RecordLoad load(Connection connection, IfExists ifExists) {
        return new RecordLoad(documents, records.run(connection), ifExists);
    }

    /** Records that match, as of now. To be closed. */
    public RecordCursor open(RecordQuery query) throws SQLException {
        return records.open(query);
    }

    /** The same as octets of a format; the database is read as they are taken. To be closed. */
    public InputStream stream(QueryRequest request, RecordFormat format) throws IOException, SQLException {
        RecordCursor cursor = open(request.query());
        try {
            return new RecordStream(cursor, new RecordWriter(definition, request.fields(), format));
        } catch (IOException | RuntimeException e) {
            try (cursor) {
                throw e;
            }
        }
    }

    /**
     * A query as clients write it.
     *
     * @throws io.drover.collection.query.QueryException when it cannot be asked
     */
    public QueryRequest request(JsonNode query) {
        return QueryRequest.of(definition, query);
    }

    /** A hash of what its fields may be. */
    String rules() {
        return documents.rules();
    }

    void beginValidation(RecordValidations validations) {
        validations.begin(table, rules());
    }

    /** Judges some records that were stored by other rules; false when there is nothing to do. */
    boolean validateSome(RecordValidations validations) {
        return validations.step(table, rules(), documents::judged);
    }

    public long count(RecordCondition where) {
        return records.count(where);
    }
}
