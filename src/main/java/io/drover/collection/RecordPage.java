package io.drover.collection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.collection.query.QueryException;
import io.drover.collection.query.QueryRequest;
import io.drover.collection.query.ScrollToken;
import io.drover.collection.schema.RecordJson;
import io.drover.store.collection.RecordCursor;
import io.drover.store.collection.StoredRecord;
import java.sql.SQLException;
import java.util.List;

/** A page of a scroll: records that match, and by what the next one is asked for. */
public final class RecordPage {
    private static final int SIZE = 1_000;
    private static final int LARGEST = 10_000;

    private RecordPage() {}

    /**
     * The page that a request asks for, as the answer has it.
     *
     * @param request a query with pageSize, or an object with scrollId; null: the first page of all records
     * @throws QueryException when it cannot be asked
     */
    public static String of(RecordCollection collection, JsonNode request) throws SQLException {
        if (request != null && request.has("scrollId")) {
            if (request.size() > 1 || !request.get("scrollId").isTextual()) {
                throw new QueryException("with scrollId, a text, nothing else is asked: it has the query in it");
            }
            return page(collection, ScrollToken.of(request.get("scrollId").textValue()));
        }
        long limit =
                request == null ? 0 : collection.request(plain(request)).query().limit();
        return page(collection, new ScrollToken(request == null ? RecordJson.object() : request, List.of(), limit));
    }

    /** The query without the size of its pages. */
    private static JsonNode plain(JsonNode request) {
        if (!request.isObject() || !request.has("pageSize")) {
            return request;
        }
        ObjectNode plain = ((ObjectNode) request).deepCopy();
        plain.remove("pageSize");
        return plain;
    }

    private static int size(JsonNode request) {
        JsonNode size = request.path("pageSize");
        if (size.isMissingNode()) {
            return SIZE;
        }
        if (!size.isInt() || size.intValue() < 1 || size.intValue() > LARGEST) {
            throw new QueryException("pageSize must be a whole number from 1 to " + LARGEST);
        }
        return size.intValue();
    }

    private static String page(RecordCollection collection, ScrollToken from) throws SQLException {
        QueryRequest asked = collection.request(plain(from.request()));
        int size = size(from.request());
        long most = from.left() == 0 ? size : Math.min(size, from.left());
        RecordWriter writer = new RecordWriter(collection.definition(), asked.fields(), RecordFormat.JSON);
        StringBuilder data = new StringBuilder("\"data\":[");
        List<Object> last = from.position();
        boolean more = false;
        long count = 0;
        try (RecordCursor records = collection.open(asked.page(from.position(), most + 1))) {
            for (StoredRecord each = records.next(); each != null; each = records.next()) {
                if (++count > most) {
                    more = true;
                    break;
                }
                data.append(writer.write(each));
                last = records.position();
            }
        }
        long left = from.left() == 0 ? 0 : from.left() - Math.min(count, most);
        boolean next = more && (from.left() == 0 || left > 0);
        String token =
                next ? RecordJson.write(RecordJson.text(new ScrollToken(from.request(), last, left).text())) : "null";
        return "{\"scrollId\":" + token + ",\"hasNext\":" + next + "," + data + "]}";
    }
}
