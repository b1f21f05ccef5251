package io.drover.provider.sql.staged;

/** The statements about staged rows that every dialect's merge has. */
public interface MergeSql {

    /** For each staged row in order: how many before it have its key, the last of them, whether there is none after it. */
    String repeats();

    /** Adds the staged keys to a table of keys alike. */
    String remember(String seen);

    /** Whether a row replaces one of its key that came before, whatever that had. */
    boolean replaces();
}
