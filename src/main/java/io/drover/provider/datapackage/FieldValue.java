package io.drover.provider.datapackage;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The value of a field in a conversion of a manifest: one of several elements, each for one type. */
final class FieldValue {
    private static final List<String> KINDS =
            List.of("StrValue", "GuidValue", "UtcDateTime", "DateValue", "TimeValue", "RealValue", "IntValue");

    private FieldValue() {}

    /**
     * The value.
     *
     * @param type the type of the field, which says which element holds it where it is known
     * @param side Source or Staging
     */
    static String of(String type, String side, Map<String, String> values) {
        String kind = kind(type.toLowerCase(Locale.ROOT));
        if (kind != null && values.containsKey(side + kind)) {
            return values.get(side + kind);
        }
        return KINDS.stream()
                .map(each -> values.getOrDefault(side + each, ""))
                .filter(value -> !isUnset(value))
                .findFirst()
                .orElse(values.getOrDefault(side + "StrValue", ""));
    }

    private static String kind(String type) {
        return switch (type) {
            case "string", "varstring", "rstring", "memo" -> "StrValue";
            case "integer", "int64", "enum" -> "IntValue";
            case "real" -> "RealValue";
            case "guid" -> "GuidValue";
            case "date" -> "DateValue";
            case "time" -> "TimeValue";
            case "datetime", "utcdatetime" -> "UtcDateTime";
            default -> null;
        };
    }

    /** What Dynamics 365 writes into the elements of the other types. */
    private static boolean isUnset(String value) {
        return value.isEmpty()
                || value.equals("0")
                || value.matches("[0{}\\-]{36,38}")
                || value.startsWith("1900-01-01")
                || value.startsWith("0001-01-01");
    }
}
