package io.drover.mapping;

import io.drover.provider.CanonicalText;

/** Values of a type for a destination that takes texts. */
final class CanonicalConverter implements Converter {
    private final Converter converter;

    CanonicalConverter(Converter converter) {
        this.converter = converter;
    }

    @Override
    public Object convert(String text) {
        Object value = converter.convert(text);
        return value instanceof Refusal ? value : CanonicalText.of(value);
    }
}
