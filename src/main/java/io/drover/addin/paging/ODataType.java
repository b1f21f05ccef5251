package io.drover.addin.paging;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a property of an OData entity holds, as one of its values shows; it says how a value is written in a filter. */
enum ODataType {
    TEXT,
    NUMBER,
    BOOLEAN,
    DATE,
    TIMESTAMP;

    private static final Pattern DATE_TEXT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern TIMESTAMP_TEXT =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d+)?)?(Z|[+-]\\d{2}:\\d{2})");
    private static final Pattern NUMBER_TEXT = Pattern.compile("-?\\d{1,18}(\\.\\d{1,18})?");
    /** A text that could be something else: a number, an id, a time. */
    private static final Pattern NO_PLAIN_TEXT = Pattern.compile("[-+]?[\\d.,: ]+.*|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}");

    /** That of a value; empty when it does not show. */
    static Optional<ODataType> of(JsonNode value) {
        if (value.isNumber()) {
            return Optional.of(NUMBER);
        }
        if (value.isBoolean()) {
            return Optional.of(BOOLEAN);
        }
        if (!value.isTextual()) {
            return Optional.empty();
        }
        String text = value.asText();
        if (DATE_TEXT.matcher(text).matches()) {
            return Optional.of(DATE);
        }
        if (TIMESTAMP_TEXT.matcher(text).matches()) {
            return Optional.of(TIMESTAMP);
        }
        return NO_PLAIN_TEXT.matcher(text).matches() && text.length() == 36 ? Optional.empty() : Optional.of(TEXT);
    }

    /** Whether its values are compared by size as we compare them. */
    boolean hasOrder() {
        return this == NUMBER || this == DATE || this == TIMESTAMP;
    }

    /** How a value of a condition is written; empty when it is none of this type, or could mean something else to us. */
    Optional<String> literal(String value) {
        return switch (this) {
            case NUMBER -> value(value, NUMBER_TEXT.matcher(value).matches());
            case BOOLEAN -> value(value, value.equals("true") || value.equals("false"));
            case DATE -> value(value, DATE_TEXT.matcher(value).matches());
            case TIMESTAMP ->
                DATE_TEXT.matcher(value).matches()
                        ? Optional.of(value + "T00:00:00Z")
                        : value(value, TIMESTAMP_TEXT.matcher(value).matches());
            // We take "10" and "10.0" for equal, OData does not
            case TEXT ->
                value(
                        "'" + value.replace("'", "''") + "'",
                        !NO_PLAIN_TEXT.matcher(value).matches());
        };
    }

    private static Optional<String> value(String literal, boolean right) {
        return right ? Optional.of(literal) : Optional.empty();
    }
}
