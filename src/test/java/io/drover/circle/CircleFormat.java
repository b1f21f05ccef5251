package io.drover.circle;

/**
 * A format on the way out and back; and how the files are called, which go back in a zip when that has {@code {table}}.
 */
enum CircleFormat {
    XML("<xml/>", "<xml/>", "all.xml"),
    XML_UTF_16("<xml encoding=\"UTF-16\"/>", "<xml/>", "all.xml"),
    XML_ELEMENTS("<xml shape=\"elements\"/>", "<xml/>", "all.xml"),
    XML_ATTRIBUTES("<xml shape=\"attributes\"/>", "<xml/>", "all.xml"),
    CSV("<csv delimiter=\";\" nullText=\"NULL\"/>", "<csv delimiter=\";\" nullText=\"NULL\"/>", "{table}.csv"),
    CSV_COMMA(
            "<csv delimiter=\"|\" nullText=\"NULL\" decimalSeparator=\",\"/>",
            "<csv delimiter=\"|\" nullText=\"NULL\" decimalSeparator=\",\"/>",
            "{table}.csv"),
    JSON("<json shape=\"tables\"/>", "<json shape=\"tables\"/>", "all.json"),
    JSON_LINES("<json shape=\"lines\"/>", "<json/>", "{table}.json"),
    EXCEL("<excel/>", "<excel/>", "all.xlsx"),
    PACKAGE_CSV("<package/>", "<package/>", "all.zip"),
    PACKAGE_EXCEL("<package entityFormat=\"excel\"/>", "<package/>", "all.zip"),
    PACKAGE_ELEMENTS("<package entityFormat=\"xml-element\"/>", "<package/>", "all.zip"),
    PACKAGE_ATTRIBUTES("<package entityFormat=\"xml-attribute\"/>", "<package/>", "all.zip");

    final String destination;
    final String source;
    final String file;

    CircleFormat(String destination, String source, String file) {
        this.destination = destination;
        this.source = source;
        this.file = file;
    }

    boolean filePerTable() {
        return file.contains("{table}");
    }

    /** Whether null and the empty text are two things. */
    boolean hasNull() {
        return !name().startsWith("PACKAGE");
    }

    /** Whether times have milliseconds and nothing below, as Dynamicweb has them. */
    boolean inMilliseconds() {
        return this == XML || this == XML_UTF_16;
    }
}
