package io.drover.bench;

/** What a delivery looks like. */
enum Format {
    XML("<xml/>"),
    CSV("<csv delimiter=\";\" table=\"" + Products.TABLE + "\" nullText=\"" + CsvParser.NULL + "\"/>");

    private final String source;

    Format(String source) {
        this.source = source;
    }

    /** Drover's source for it. */
    String source() {
        return source;
    }

    String extension() {
        return toString().toLowerCase(java.util.Locale.ROOT);
    }
}
