package io.drover.job.draft;

import io.drover.provider.SourceRecord;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What systems write into text for no value, and how often a table has it. */
final class NullTexts {
    /** Those that nobody means as a text. */
    private static final Set<String> CERTAIN = Set.of("NULL", "null", "\\N", "(null)", "<null>", "[NULL]");
    /** Those that may be one: they count where nothing else keeps the values of a column from fitting. */
    private static final Set<String> PERHAPS =
            Set.of("N/A", "n/a", "#N/A", "NA", "-", "--", "none", "None", "NONE", "nil", "?", "NaN", ".");

    private final Map<String, Integer> counts = new HashMap<>();

    void count(SourceRecord record) {
        for (String value : record.values()) {
            if (value != null && CERTAIN.contains(value)) {
                counts.merge(value, 1, Integer::sum);
            }
        }
    }

    /** How often a text stood for itself. */
    int count(String text) {
        return counts.getOrDefault(text, 0);
    }

    /** The text that is to be taken for no value; null when there is none, or nothing would be won by it. */
    static String proposed(List<DraftTable> tables) {
        String certain = CERTAIN.stream()
                .max(Comparator.comparingInt((String text) -> sum(tables, text))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(text -> sum(tables, text) > 0)
                .orElse(null);
        return certain != null
                ? certain
                : tables.stream()
                        .flatMap(DraftTable::onlyMisfits)
                        .filter(PERHAPS::contains)
                        .findFirst()
                        .orElse(null);
    }

    private static int sum(List<DraftTable> tables, String text) {
        return tables.stream().mapToInt(table -> table.nullTexts().count(text)).sum();
    }
}
