package io.drover.job.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.collection.schema.RecordJson;
import io.drover.provider.ColumnType;
import java.util.List;
import java.util.regex.Pattern;

/** Makes JSON of the texts of a column: by its type, and where that is not known by what the schema says that it is. */
interface ColumnJson {
    /** A number as JSON has it, of no more digits than it takes. */
    Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,98})(\\.[0-9]{1,98})?([eE][+-]?[0-9]{1,3})?");

    /** The value, or null when the text stands for none. */
    JsonNode json(String text);

    /** The form of a column of that type, of which the schema says these. */
    static ColumnJson of(ColumnType type, List<String> said, char decimalSeparator, boolean knowsNull) {
        return switch (type) {
            case JSON -> ColumnJson::parsed;
            case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE -> text -> number(text, '.');
            case BOOLEAN -> ColumnJson::truth;
            case TEXT, OTHER -> ofText(said, decimalSeparator, knowsNull);
            default -> RecordJson::text;
        };
    }

    private static ColumnJson ofText(List<String> said, char decimalSeparator, boolean knowsNull) {
        ColumnJson form = RecordJson::text;
        if (said.contains("number") || said.contains("integer")) {
            form = text -> number(text.strip(), decimalSeparator);
        } else if (said.contains("boolean")) {
            form = ColumnJson::truth;
        } else if (said.contains("object") || said.contains("array")) {
            form = ColumnJson::parsed;
        }
        ColumnJson chosen = form;
        boolean emptyIsText = knowsNull && (said.isEmpty() || said.contains("string"));
        return text -> text.isEmpty() && !emptyIsText ? null : chosen.json(text);
    }

    private static JsonNode number(String text, char decimalSeparator) {
        String number = decimalSeparator == ',' ? text.replace(',', '.') : text;
        return NUMBER.matcher(number).matches() ? parsed(number) : RecordJson.text(text);
    }

    private static JsonNode truth(String text) {
        return text.equals("true") || text.equals("false") ? parsed(text) : RecordJson.text(text);
    }

    /** A text that is no JSON stays a text, of which the schema says what it should be. */
    private static JsonNode parsed(String text) {
        try {
            return RecordJson.read(text);
        } catch (JsonProcessingException e) {
            return RecordJson.text(text);
        }
    }
}
