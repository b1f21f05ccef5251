package io.drover.job.draft;

import io.drover.provider.format.Format;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The source of a drafted job.
 *
 * @param header whether the first row of a file holds names; only CSV has files without
 * @param nullText what stands for no value in the file, or null
 * @param keepObjects members of objects that are one value, for columns of JSON
 */
record DraftSource(Format format, boolean header, String nullText, List<String> keepObjects) {

    DraftSource {
        keepObjects = List.copyOf(keepObjects);
    }

    /**
     * One of which nothing is known but its format.
     *
     * @throws IllegalArgumentException when it has no header to do without
     */
    static DraftSource of(Format format, boolean header) {
        if (!header && !isCsv(format)) {
            throw new IllegalArgumentException("only files of CSV are without a header: this one is read as <"
                    + format.element() + ">; give it a name that ends with .csv");
        }
        return new DraftSource(format, header, null, List.of());
    }

    private static boolean isCsv(Format format) {
        return format.element().equals("csv");
    }

    boolean isCsv() {
        return isCsv(format);
    }

    /** The same with what the file and the tables suggest. */
    DraftSource with(List<DraftTable> tables) {
        String text = nullText == null && isCsv() ? NullTexts.proposed(tables) : nullText;
        List<String> kept = format.element().equals("json")
                ? tables.stream().flatMap(DraftTable::jsonObjects).distinct().toList()
                : keepObjects;
        return new DraftSource(format, header, text, kept);
    }

    /** The attributes that say so. */
    Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        if (!header) {
            attributes.put("header", "false");
        }
        if (nullText != null) {
            attributes.put("nullText", nullText);
        }
        if (!keepObjects.isEmpty()) {
            attributes.put("keepObjects", String.join(",", keepObjects));
        }
        return attributes;
    }
}
