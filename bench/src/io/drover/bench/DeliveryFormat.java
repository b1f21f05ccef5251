package io.drover.bench;

/** What a delivery looks like. */
enum DeliveryFormat {
    XML("<xml/>"),
    CSV("<csv delimiter=\";\" table=\"" + Products.TABLE + "\" nullText=\"" + CsvParser.NULL + "\"/>");

    private final String source;

    DeliveryFormat(String source) {
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
