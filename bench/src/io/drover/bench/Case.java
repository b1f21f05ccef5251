package io.drover.bench;

import java.util.List;

/** A state of the table and what is loaded into it. */
enum Case {
    EMPTY("empty table", false, Variant.A),
    FULL("full table, every row changes", true, Variant.B),
    UNCHANGED("full table, the same file again", true, Variant.A),
    TENTH("full table, one row in ten changes", true, Variant.C),
    EXPORT("the whole table to a file", true, Variant.A);

    /** The cases of the import. */
    static final List<Case> IMPORTS = List.of(EMPTY, FULL, UNCHANGED, TENTH);

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
