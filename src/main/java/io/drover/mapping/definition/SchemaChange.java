package io.drover.mapping.definition;

/** What happens when the columns of a source are not those that a mapping expects (docs/decisions/0014). */
public enum SchemaChange {
    /** The run fails and names them. */
    FAIL,
    /** The other columns are loaded; a vanished one is not written. */
    IGNORE,
    /** New ones are added to the destination table; vanished ones fail. */
    ADD_TEXT_COLUMN
}
