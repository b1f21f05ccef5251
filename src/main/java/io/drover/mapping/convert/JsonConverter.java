package io.drover.mapping.convert;

import io.drover.provider.value.JsonValue;

/** The text of a JSON value as it is, when it is one; an empty text is none. */
final class JsonConverter implements Converter {
    @Override
    public Object convert(String text) {
        if (text.isBlank()) {
            return null;
        }
        String problem = JsonValue.problem(text);
        return problem == null ? text : new MappingRefusal("is no JSON: " + problem);
    }
}
