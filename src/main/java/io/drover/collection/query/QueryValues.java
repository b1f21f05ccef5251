package io.drover.collection.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.collection.schema.RecordJson;
import io.drover.store.collection.FieldPath;
import io.drover.store.collection.FieldPath.Sort;
import io.drover.store.collection.Operand;
import io.drover.store.collection.SystemField;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;

/** The values that filters compare with, as the database takes them. */
final class QueryValues {
    private static final int LONGEST = 10_000;
    private static final BigDecimal MOST_MILLIS = new BigDecimal("9999999999999");

    private final QueryFields fields;

    QueryValues(QueryFields fields) {
        this.fields = fields;
    }

    /**
     * A value, and what it is compared as.
     *
     * @param value a String, BigDecimal, Boolean, or OffsetDateTime
     */
    record Typed(Sort sort, Object value) {}

    /** @throws QueryException when the field's values are something else; {@code place} stands before the message */
    Typed typed(Operand operand, JsonNode value, String place) {
        if (operand == SystemField.INSERTED || operand == SystemField.UPDATED) {
            return new Typed(Sort.NUMBER, time(value, place));
        }
        Typed typed = plain(value, place);
        Optional<Sort> said = fields.sort(operand);
        if (said.isPresent() && said.get() != typed.sort()) {
            throw new QueryException(place + ": the values of " + operand(operand) + " are " + name(said.get())
                    + ", but value is " + RecordJson.kind(value));
        }
        if (operand instanceof FieldPath path
                && fields.type(path)
                        .filter(type -> type.equals("array") || type.equals("object"))
                        .isPresent()) {
            throw new QueryException(place + ": the values of " + path + " are "
                    + (fields.type(path).get().equals("array") ? "lists" : "objects")
                    + ", which do not compare; there are $contains for lists, $exists, and names with points");
        }
        return typed;
    }

    private static String operand(Operand operand) {
        return operand instanceof FieldPath path
                ? path.toString()
                : operand.toString().toLowerCase(Locale.ROOT);
    }

    private static String name(Sort sort) {
        return switch (sort) {
            case TEXT -> "texts";
            case NUMBER -> "numbers";
            case TRUTH -> "true or false";
        };
    }

    private static Typed plain(JsonNode value, String place) {
        if (value.isTextual()) {
            return new Typed(Sort.TEXT, text(value, place));
        } else if (value.isNumber()) {
            return new Typed(Sort.NUMBER, number(value, place));
        } else if (value.isBoolean()) {
            return new Typed(Sort.TRUTH, value.booleanValue());
        }
        throw new QueryException(
                place + ": value must be a text, a number, true or false, not " + RecordJson.kind(value));
    }

    private static BigDecimal number(JsonNode value, String place) {
        BigDecimal number = value.decimalValue();
        if (Math.abs((long) number.precision() - number.scale()) > 1_000) {
            throw new QueryException(place + ": value is a number that no record can have");
        }
        return number;
    }

    /** @throws QueryException when it is no text, or one that no database holds */
    static String text(JsonNode value, String place) {
        if (!value.isTextual()) {
            throw new QueryException(place + ": value must be a text, not " + RecordJson.kind(value));
        }
        String text = value.textValue();
        if (text.length() > LONGEST || text.indexOf(0) >= 0) {
            throw new QueryException(
                    place + ": value must have at most " + LONGEST + " characters, NUL not among them");
        }
        return text;
    }

    private static OffsetDateTime time(JsonNode value, String place) {
        try {
            if (value.isNumber() && value.decimalValue().abs().compareTo(MOST_MILLIS) <= 0) {
                return Instant.ofEpochMilli(value.longValue()).atOffset(ZoneOffset.UTC);
            } else if (value.isTextual()) {
                return OffsetDateTime.parse(value.textValue());
            }
        } catch (DateTimeException e) {
            // said below
        }
        throw new QueryException(
                place + ": value must be an instant, in milliseconds since 1970 or such as" + " 2026-01-31T06:00:00Z");
    }
}
