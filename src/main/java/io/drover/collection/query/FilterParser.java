package io.drover.collection.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.collection.definition.CollectionDefinition;
import io.drover.collection.query.QueryValues.Typed;
import io.drover.collection.schema.RecordJson;
import io.drover.store.collection.FieldPath;
import io.drover.store.collection.Operand;
import io.drover.store.collection.RecordCondition;
import io.drover.store.collection.RecordCondition.All;
import io.drover.store.collection.RecordCondition.Any;
import io.drover.store.collection.RecordCondition.Comparator;
import io.drover.store.collection.RecordCondition.Compares;
import io.drover.store.collection.RecordCondition.Contains;
import io.drover.store.collection.RecordCondition.Exists;
import io.drover.store.collection.RecordCondition.IsNull;
import io.drover.store.collection.RecordCondition.Lists;
import io.drover.store.collection.RecordCondition.Matches;
import io.drover.store.collection.RecordCondition.Not;
import io.drover.store.collection.RecordCondition.OneOf;
import io.drover.store.collection.RecordCondition.StartsWith;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Filters of queries as conditions.
 *
 * <pre>{@code
 * {"$and": [{"$gte": {"field": "age", "value": 40}}, {"$eq": {"field": "state", "value": "NY"}}]}
 * }</pre>
 */
final class FilterParser {
    /** All operators there are. */
    static final String OPERATORS =
            "$eq, $ne, $gt, $gte, $lt, $lte, $in, $nin, $exists, $contains, $startsWith, $regex, $and, $or, $not";

    private static final Map<String, Comparator> COMPARATORS = Map.of(
            "$eq", Comparator.EQUAL,
            "$gt", Comparator.GREATER,
            "$gte", Comparator.GREATER_OR_EQUAL,
            "$lt", Comparator.LESS,
            "$lte", Comparator.LESS_OR_EQUAL);
    private static final int MOST_CONDITIONS = 200;
    private static final int DEEPEST = 20;
    private static final int MOST_VALUES = 1_000;

    private final QueryFields fields;
    private final QueryValues values;
    private int conditions;

    FilterParser(CollectionDefinition collection) {
        this.fields = new QueryFields(collection);
        this.values = new QueryValues(fields);
    }

    /** @throws QueryException when it is no filter */
    RecordCondition parse(JsonNode filter) {
        return filter == null || filter.isNull() || (filter.isObject() && filter.isEmpty())
                ? RecordCondition.EVERY
                : condition(filter, "filter", 1);
    }

    private RecordCondition condition(JsonNode filter, String place, int depth) {
        if (!filter.isObject() || filter.size() != 1) {
            throw new QueryException(place + ": a condition is an object with one operator, such as"
                    + " {\"$eq\": {\"field\": \"state\", \"value\": \"NY\"}}; several go into $and or $or");
        }
        if (++conditions > MOST_CONDITIONS || depth > DEEPEST) {
            throw new QueryException(place + ": a filter has at most " + MOST_CONDITIONS + " conditions, and at most "
                    + DEEPEST + " in each other");
        }
        String operator = filter.fieldNames().next();
        JsonNode of = filter.get(operator);
        String here = place + "." + operator;
        return switch (operator) {
            case "$and" -> new All(several(of, here, depth));
            case "$or" -> new Any(several(of, here, depth));
            case "$not" -> new Not(condition(of, here, depth + 1));
            case "$ne" -> new Not(ofField("$eq", members(of, here), here));
            case "$nin" -> new Not(ofField("$in", members(of, here), here));
            default -> ofField(operator, members(of, here), here);
        };
    }

    private List<RecordCondition> several(JsonNode list, String place, int depth) {
        if (!list.isArray() || list.isEmpty()) {
            throw new QueryException(place + ": a list of conditions is needed, with one at least");
        }
        List<RecordCondition> several = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            several.add(condition(list.get(i), place + "[" + i + "]", depth + 1));
        }
        return several;
    }

    private static Map<String, JsonNode> members(JsonNode of, String place) {
        String operator = place.substring(place.lastIndexOf('.') + 1);
        if (!Set.of(OPERATORS.split(", ")).contains(operator)) {
            throw new QueryException(place + ": there is no operator '" + operator + "'; there are " + OPERATORS);
        }
        Map<String, JsonNode> members = new LinkedHashMap<>();
        of.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
        if (!members.containsKey("field")
                || !members.get("field").isTextual()
                || !Set.of("field", "value").containsAll(members.keySet())) {
            throw new QueryException(place + ": an object with field, a name, and value is needed, and nothing else");
        }
        if (!members.containsKey("value") && !operator.equals("$exists")) {
            throw new QueryException(place + ": value is missing");
        }
        return members;
    }

    private RecordCondition ofField(String operator, Map<String, JsonNode> members, String place) {
        String name = members.get("field").textValue();
        JsonNode value = members.get("value");
        Operand operand = fields.operand(name, place);
        return switch (operator) {
            case "$in" -> in(operand, value, place);
            case "$exists" -> exists(name, value, place);
            case "$contains" -> contains(operand, value, place);
            case "$startsWith" -> new StartsWith(ofTexts(operand, place), QueryValues.text(value, place));
            case "$regex" ->
                new Matches(ofTexts(operand, place), PlainRegex.checked(QueryValues.text(value, place), place));
            default -> compares(COMPARATORS.get(operator), operand, value, place);
        };
    }

    private RecordCondition compares(Comparator comparator, Operand operand, JsonNode value, String place) {
        if (value.isNull() && comparator == Comparator.EQUAL && operand instanceof FieldPath path) {
            return new IsNull(path);
        }
        Typed typed = values.typed(operand, value, place);
        return new Compares(operand, comparator, typed.sort(), typed.value());
    }

    private RecordCondition in(Operand operand, JsonNode list, String place) {
        if (!list.isArray() || list.size() > MOST_VALUES) {
            throw new QueryException(place + ": value must be a list of at most " + MOST_VALUES + " values");
        }
        Map<FieldPath.Sort, List<Object>> bySort = new LinkedHashMap<>();
        List<RecordCondition> any = new ArrayList<>();
        for (JsonNode each : list) {
            if (each.isNull() && operand instanceof FieldPath path) {
                any.add(new IsNull(path));
            } else {
                Typed typed = values.typed(operand, each, place);
                bySort.computeIfAbsent(typed.sort(), sort -> new ArrayList<>()).add(typed.value());
            }
        }
        bySort.forEach((sort, some) -> any.add(new OneOf(operand, sort, some)));
        return new Any(any);
    }

    private RecordCondition exists(String name, JsonNode wanted, String place) {
        if (wanted != null && !wanted.isBoolean()) {
            throw new QueryException(place + ": value must be true or false, not " + RecordJson.kind(wanted));
        }
        RecordCondition exists = new Exists(fields.path(name, place));
        return wanted == null || wanted.booleanValue() ? exists : new Not(exists);
    }

    /** Part of a text, or a value of a list. */
    private RecordCondition contains(Operand operand, JsonNode value, String place) {
        if (!(operand instanceof FieldPath path)) {
            return new Contains(ofTexts(operand, place), QueryValues.text(value, place));
        }
        if (!value.isValueNode() || value.isNull()) {
            throw new QueryException(
                    place + ": value must be a text, a number, true or false, not " + RecordJson.kind(value));
        }
        Optional<String> type = fields.type(path);
        if (type.isPresent() && !type.get().equals("string") && !type.get().equals("array")) {
            throw new QueryException(place + ": $contains is for texts and lists; " + path + " is " + type.get());
        }
        List<RecordCondition> any = new ArrayList<>();
        if (!type.equals(Optional.of("string"))) {
            any.add(new Lists(path, RecordJson.write(value)));
        }
        if (value.isTextual() && !type.equals(Optional.of("array"))) {
            any.add(new Contains(path, QueryValues.text(value, place)));
        }
        if (any.isEmpty()) {
            throw new QueryException(
                    place + ": the values of " + path + " are texts, but value is " + RecordJson.kind(value));
        }
        return any.size() == 1 ? any.get(0) : new Any(any);
    }

    private Operand ofTexts(Operand operand, String place) {
        if (fields.sort(operand).filter(sort -> sort != FieldPath.Sort.TEXT).isPresent()) {
            throw new QueryException(place + ": it is for texts, which the values of this field are not");
        }
        return operand;
    }
}
