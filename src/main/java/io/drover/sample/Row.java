package io.drover.sample;

import java.util.List;

/** One line of a data file, its fields by name. */
record Row(List<String> names, List<String> fields) {

    /** The value, or null for an empty field. */
    String get(String name) {
        String value = fields.get(names.indexOf(name));
        return value.isEmpty() ? null : value;
    }
}
