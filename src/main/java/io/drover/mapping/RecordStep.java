package io.drover.mapping;

/** The steps that a record goes through, in this order; each can refuse it. */
public enum RecordStep {
    /** It is read. */
    PARSE("parse"),
    /** It is compared with the schema of the source. */
    SOURCE_SCHEMA("sourceSchema"),
    /** Transformers and the mapping make of it what the destination takes; each may have a schema for what it makes. */
    TRANSFORM("transform"),
    /** The mapped row is compared with the schema of the target. */
    TARGET_SCHEMA("targetSchema"),
    /** It is written. */
    LOAD("load");

    private final String text;

    RecordStep(String text) {
        this.text = text;
    }

    /** As error rows have it. */
    @Override
    public String toString() {
        return text;
    }
}
