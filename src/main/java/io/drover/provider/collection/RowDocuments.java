package io.drover.provider.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.collection.RecordException;
import io.drover.collection.definition.CollectionDefinition;
import io.drover.collection.definition.CollectionField;
import io.drover.collection.schema.RecordJson;
import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.value.CanonicalText;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes documents of rows: a column is a field, one with points in its name a member of the fields above. */
final class RowDocuments {
    private final List<Column> columns;
    private final int identifier;
    private final boolean writesNulls;

    /**
     * A column.
     *
     * @param nested whether its values are JSON
     * @param types that its schema names; none: whatever its value is
     */
    private record Column(List<String> path, boolean nested, Set<String> types) {}

    /**
     * Of rows with these columns.
     *
     * @param writesNulls whether a null is written where the field does not allow one: as what removes it
     * @throws DestinationException when they cannot be a document together
     */
    RowDocuments(CollectionDefinition collection, List<DestinationColumn> columns, boolean writesNulls)
            throws DestinationException {
        Set<String> names = new TreeSet<>();
        columns.forEach(column -> names.add(column.name()));
        if (!names.contains(collection.identifier())) {
            throw new DestinationException("the collection " + collection.name() + " needs a value for "
                    + collection.identifier() + ", which tells its records apart; mapped are "
                    + String.join(", ", names));
        }
        for (String name : names) {
            for (int point = name.indexOf('.'); point >= 0; point = name.indexOf('.', point + 1)) {
                if (names.contains(name.substring(0, point))) {
                    throw new DestinationException("the column " + name + " is a member of " + name.substring(0, point)
                            + ", which is mapped too; map one of them");
                }
            }
        }
        this.columns =
                columns.stream().map(column -> column(collection, column)).toList();
        this.identifier = columns.stream().map(DestinationColumn::name).toList().indexOf(collection.identifier());
        this.writesNulls = writesNulls;
    }

    private static Column column(CollectionDefinition collection, DestinationColumn of) {
        List<String> path = List.of(of.name().split("\\.", -1));
        JsonNode schema =
                collection.field(path.get(0)).map(CollectionField::schema).orElse(RecordJson.object());
        for (String member : path.subList(1, path.size())) {
            schema = schema.path("properties").path(member);
        }
        Set<String> types = new TreeSet<>();
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            types.add(type.textValue());
        }
        type.forEach(each -> types.add(each.asText()));
        return new Column(path, of.type() == ColumnType.JSON, types);
    }

    /** @throws RecordException when a text is to be JSON and is none */
    ObjectNode of(Object[] values) {
        ObjectNode document = RecordJson.object();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            JsonNode value = value(column, values[i]);
            if (value != null) {
                ObjectNode parent = document;
                for (String member : column.path.subList(0, column.path.size() - 1)) {
                    parent = parent.withObjectProperty(member);
                }
                parent.set(column.path.get(column.path.size() - 1), value);
            }
        }
        return document;
    }

    /** The identifier of a row, as it is stored; null when it has none. */
    Object identifier(Object[] values) {
        return values[identifier];
    }

    /** A value of a row as a text. */
    static String text(Object value) {
        return CanonicalText.of(value);
    }

    private JsonNode value(Column column, Object value) {
        if (value != null && column.nested) {
            JsonNode json = json(column, CanonicalText.of(value));
            return json.isNull() ? value(column, null) : json;
        }
        if (value == null) {
            return writesNulls || column.types.contains("null") ? NullNode.instance : null;
        }
        boolean any = column.types.isEmpty();
        if (value instanceof Number number && Double.isFinite(number.doubleValue()) && (any || isNumber(column))) {
            return number(new BigDecimal(CanonicalText.of(number)));
        }
        if (value instanceof Boolean truth && (any || column.types.contains("boolean"))) {
            return BooleanNode.valueOf(truth);
        }
        String text = CanonicalText.of(value);
        if (text.isEmpty() && !any && !column.types.contains("string")) {
            return value(column, null); // as in a column of a database that is no text
        }
        return any || column.types.contains("string") ? TextNode.valueOf(text) : typed(column, text);
    }

    /** A text as its field wants it; where it does not fit, as it is: then the schema says what is wrong. */
    private static JsonNode typed(Column column, String text) {
        if (column.types.contains("object") || column.types.contains("array")) {
            return json(column, text);
        }
        if (column.types.contains("boolean") && (text.equals("true") || text.equals("false"))) {
            return BooleanNode.valueOf(text.equals("true"));
        }
        if (isNumber(column) && text.matches("-?\\d{1,50}(\\.\\d{1,50})?([eE][+-]?\\d{1,3})?")) {
            return number(new BigDecimal(text));
        }
        return TextNode.valueOf(text);
    }

    private static JsonNode json(Column column, String text) {
        try {
            return RecordJson.read(text);
        } catch (JsonProcessingException e) {
            throw RecordException.of(
                    "/" + String.join("/", column.path), "json", "is no JSON: " + RecordJson.reason(e));
        }
    }

    private static boolean isNumber(Column column) {
        return column.types.contains("number") || column.types.contains("integer");
    }

    private static JsonNode number(BigDecimal number) {
        return number.scale() == 0
                ? JsonNodeFactory.instance.numberNode(number.toBigIntegerExact())
                : DecimalNode.valueOf(number);
    }

    /** The values of a document in the order of the columns, as texts; null where there is none. */
    Object[] values(String document) {
        JsonNode whole;
        try {
            whole = RecordJson.read(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a record is no JSON any more", e);
        }
        List<Object> values = new ArrayList<>();
        for (Column column : columns) {
            JsonNode value = whole;
            for (String member : column.path) {
                value = value.path(member);
            }
            values.add(
                    value.isMissingNode() || value.isNull()
                            ? null
                            : value.isTextual() ? value.textValue() : RecordJson.write(value));
        }
        return values.toArray();
    }
}
