package io.drover.mapping.convert;

import io.drover.provider.value.CanonicalText;

/** Values of a type for a destination that takes texts. */
public final class CanonicalConverter implements Converter {
    private final Converter converter;

    public CanonicalConverter(Converter converter) {
        this.converter = converter;
    }

    @Override
    public Object convert(String text) {
        Object value = converter.convert(text);
        return value instanceof MappingRefusal ? value : CanonicalText.of(value);
    }
}
