package io.drover.collection;

/** As what records are given out. */
public enum RecordFormat {
    /** One JSON object with all of them. */
    JSON("application/json", "{\"data\":[", "]}\n"),
    /** A JSON object a line. */
    LINES("application/jsonl", "", ""),
    /** A row each, as RFC 4180 has it, with a header. */
    CSV("text/csv; charset=utf-8", "", "");

    private final String type;
    private final String beginning;
    private final String end;

    RecordFormat(String type, String beginning, String end) {
        this.type = type;
        this.beginning = beginning;
        this.end = end;
    }

    /** Its media type. */
    public String type() {
        return type;
    }

    String beginning() {
        return beginning;
    }

    String end() {
        return end;
    }
}
