package io.drover.provider.datapackage;

import java.util.List;
import java.util.Map;

/**
 * One entity of a package, as its manifest describes it.
 *
 * @param name its label, such as "Customer groups"
 * @param target its name in the code, or null
 * @param fields which columns of the file are which fields; empty for all as they are
 * @param disabled whether the project leaves it out
 * @param order its execution unit, level and sequence
 */
record Entity(String name, String target, Content content, List<Field> fields, boolean disabled, List<Integer> order) {

    /**
     * Where its records are.
     *
     * @param file name of its file in the zip
     * @param sheet the sheet of its workbook, or null
     * @param sourceFormat name of its source data format
     * @param stylesheets the transformations that its file goes through first, as paths in the zip
     */
    record Content(String file, String sheet, String sourceFormat, List<String> stylesheets) {
        Content {
            stylesheets = List.copyOf(stylesheets);
        }
    }

    /**
     * A field of an entity.
     *
     * @param column the column or element of the file
     * @param name the field
     * @param defaultValue what it gets where the file has no value, or null
     * @param conversions values of the file by which others stand
     */
    record Field(String column, String name, String defaultValue, Map<String, String> conversions) {
        String value(String fromFile) {
            String value = fromFile == null || (fromFile.isBlank() && defaultValue != null) ? defaultValue : fromFile;
            return value == null || conversions.isEmpty() ? value : conversions.getOrDefault(value, value);
        }
    }

    public Entity {
        fields = List.copyOf(fields);
        order = List.copyOf(order);
    }

    /** Name of its file in the zip. */
    String file() {
        return content.file;
    }

    /** Whether it goes before another: by execution unit, then level, then sequence. */
    static int inOrder(Entity one, Entity other) {
        for (int i = 0; i < one.order.size(); i++) {
            int compared = one.order.get(i).compareTo(other.order.get(i));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    }
}
