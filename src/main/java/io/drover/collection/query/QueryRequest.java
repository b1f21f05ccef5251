package io.drover.collection.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.collection.definition.CollectionDefinition;
import io.drover.store.collection.FieldPath.Sort;
import io.drover.store.collection.Operand;
import io.drover.store.collection.RecordOrder;
import io.drover.store.collection.RecordQuery;
import io.drover.store.collection.SystemField;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is asked of a collection.
 *
 * @param fields which of the fields are wanted; empty: all
 */
public record QueryRequest(RecordQuery query, List<String> fields) {
    private static final Set<String> MEMBERS = Set.of("filter", "sort", "fields", "limit", "offset");
    private static final int MOST_SORTED = 5;
    private static final int MOST_FIELDS = 500;
    private static final long MOST = 1_000_000_000;

    public QueryRequest {
        fields = List.copyOf(fields);
    }

    /**
     * A request as clients write it: filter, sort, fields, limit and offset, each of which may be left out.
     *
     * @param request null for all records
     * @throws QueryException when it cannot be asked
     */
    public static QueryRequest of(CollectionDefinition collection, JsonNode request) {
        if (request == null || request.isNull()) {
            return new QueryRequest(RecordQuery.EVERY, List.of());
        }
        if (!request.isObject()) {
            throw new QueryException("a query is an object with " + String.join(", ", new TreeSet<>(MEMBERS)));
        }
        request.fieldNames().forEachRemaining(name -> {
            if (!MEMBERS.contains(name)) {
                throw new QueryException("there is no '" + name + "' in a query; there are "
                        + String.join(", ", new TreeSet<>(MEMBERS)));
            }
        });
        return new QueryRequest(
                new RecordQuery(
                        new FilterParser(collection).parse(request.get("filter")),
                        order(new QueryFields(collection), request.get("sort")),
                        List.of(),
                        number(request, "offset", 0),
                        number(request, "limit", 0)),
                fields(new QueryFields(collection), request.get("fields")));
    }

    private static long number(JsonNode request, String name, long otherwise) {
        JsonNode number = request.get(name);
        if (number == null || number.isNull()) {
            return otherwise;
        }
        long least = name.equals("limit") ? 1 : 0;
        if (!number.isIntegralNumber()
                || !number.canConvertToLong()
                || number.longValue() < least
                || number.longValue() > MOST) {
            throw new QueryException(name + " must be a whole number from " + least + " to " + MOST);
        }
        return number.longValue();
    }

    private static List<RecordOrder> order(QueryFields fields, JsonNode sort) {
        List<RecordOrder> order = new ArrayList<>();
        if (sort == null || sort.isNull()) {
            return order;
        }
        if (!sort.isArray() || sort.size() > MOST_SORTED) {
            throw new QueryException("sort: a list of at most " + MOST_SORTED
                    + " is needed, such as [{\"field\": \"price\", \"order\": \"desc\"}]");
        }
        for (int i = 0; i < sort.size(); i++) {
            String place = "sort[" + i + "]";
            JsonNode each = sort.get(i);
            String direction = each.path("order").asText("asc");
            if (!each.path("field").isTextual()
                    || each.size() > (each.has("order") ? 2 : 1)
                    || !Set.of("asc", "desc").contains(direction)) {
                throw new QueryException(place + ": an object with field, a name, is needed, and order, asc or desc");
            }
            Operand operand = fields.operand(each.get("field").textValue(), place);
            Optional<Sort> said = fields.sort(operand);
            for (Sort values : said.map(List::of).orElse(List.of(Sort.NUMBER, Sort.TEXT))) {
                order.add(new RecordOrder(operand, values, direction.equals("desc")));
            }
        }
        return order;
    }

    private static List<String> fields(QueryFields known, JsonNode fields) {
        List<String> names = new ArrayList<>();
        if (fields == null || fields.isNull()) {
            return names;
        }
        if (!fields.isArray() || fields.size() > MOST_FIELDS) {
            throw new QueryException("fields: a list of at most " + MOST_FIELDS + " names is needed");
        }
        for (int i = 0; i < fields.size(); i++) {
            String place = "fields[" + i + "]";
            JsonNode name = fields.get(i);
            if (!name.isTextual() || name.textValue().contains(".")) {
                throw new QueryException(place + ": the name of a field is needed, without points");
            }
            known.operand(name.textValue(), place);
            names.add(name.textValue());
        }
        return names;
    }

    /**
     * The page of a scroll that follows a position.
     *
     * @param position empty: the first
     * @throws QueryException when it is no position in this order
     */
    public RecordQuery page(List<Object> position, long most) {
        List<RecordOrder> order = query.order();
        boolean fits = position.isEmpty()
                || (position.size() == order.size() + 1
                        && position.get(order.size()) instanceof String identifier
                        && identifier.indexOf(0) < 0);
        for (int i = 0; fits && i < position.size() - 1; i++) {
            fits = isOf(order.get(i), position.get(i));
        }
        if (!fits) {
            throw new QueryException("scrollId is none that a scroll of this collection has given");
        }
        return query.from(position, most);
    }

    private static boolean isOf(RecordOrder by, Object value) {
        if (value == null) {
            return true;
        }
        if (by.operand() == SystemField.INSERTED || by.operand() == SystemField.UPDATED) {
            return value instanceof OffsetDateTime;
        }
        return switch (by.sort()) {
            case TEXT -> value instanceof String text && text.indexOf(0) < 0;
            case NUMBER -> value instanceof BigDecimal;
            case TRUTH -> value instanceof Boolean;
        };
    }
}
