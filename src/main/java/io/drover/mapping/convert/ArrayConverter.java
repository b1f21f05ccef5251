package io.drover.mapping.convert;

import io.drover.provider.DataType.Special;
import io.drover.provider.DestinationColumn;
import io.drover.provider.value.ArrayValue;

/** Arrays, from PostgreSQL's text of them or from one in JSON; each element is converted as a column of its type would be. */
final class ArrayConverter implements Converter {
    private static final MappingRefusal NOT_ARRAY = new MappingRefusal(
            "is not an array: write {a,b} with double quotes around what has commas or braces, or [\"a\",\"b\"]");

    private final DestinationColumn column;
    private final Converter element;
    private MappingRefusal refused;

    ArrayConverter(DestinationColumn column) {
        this.column = column;
        this.element = Converter.of(column.element(), '.');
    }

    @Override
    public Object convert(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            return null;
        }
        ArrayValue array = ArrayValue.parse(stripped);
        if (array == null) {
            array = JsonArray.parse(stripped);
        }
        if (array == null) {
            return NOT_ARRAY;
        }
        MappingRefusal unstorable = TextConverter.refusal(stripped);
        if (unstorable != null) {
            return unstorable;
        }
        if (!array.bounds().isEmpty() && !column.dataType().takes(Special.BOUNDS)) {
            return new MappingRefusal("has bounds, " + column.name() + " takes arrays from 1 on");
        }
        refused = null;
        ArrayValue converted = array.map(this::element);
        return refused == null ? converted : refused;
    }

    private Object element(Object text) {
        Object value = element.convert((String) text);
        if (value instanceof MappingRefusal refusal && refused == null) {
            refused = new MappingRefusal("has the element '" + text + "', which " + refusal.reason());
        }
        return value;
    }
}
