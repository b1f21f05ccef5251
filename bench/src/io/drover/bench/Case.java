package io.drover.bench;

/** A state of the table and what is loaded into it. */
enum Case {
    EMPTY("empty table", false, Variant.A),
    FULL("full table, every row changes", true, Variant.B),
    UNCHANGED("full table, the same file again", true, Variant.A),
    TENTH("full table, one row in ten changes", true, Variant.C);

    private final String title;
    private final boolean full;
    private final Variant loaded;

    Case(String title, boolean full, Variant loaded) {
        this.title = title;
        this.full = full;
        this.loaded = loaded;
    }

    String title() {
        return title;
    }

    /** Whether the table holds variant A before; it is empty otherwise. */
    boolean full() {
        return full;
    }

    Variant loaded() {
        return loaded;
    }
}
