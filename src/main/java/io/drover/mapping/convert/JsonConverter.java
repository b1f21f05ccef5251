package io.drover.mapping.convert;

import io.drover.provider.value.JsonValue;

/** The text of a JSON value without white space around it, when it is one; an empty text is none. */
final class JsonConverter implements Converter {
    @Override
    public Object convert(String text) {
        if (text.isBlank()) {
            return null;
        }
        String problem = JsonValue.problem(text);
        return problem == null ? text.strip() : new MappingRefusal("is no JSON: " + problem);
    }
}
