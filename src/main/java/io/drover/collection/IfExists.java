package io.drover.collection;

/** What becomes of a record that is sent and whose identifier is there. */
public enum IfExists {
    /** It is refused. */
    REFUSE,
    /** The one that is there stays. */
    IGNORE,
    /** It takes the place of the one that is there. */
    REPLACE,
    /** Its fields take the place of those that are there; the others stay. A field that is null is removed. */
    MERGE
}
