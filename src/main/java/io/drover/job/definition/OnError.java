package io.drover.job.definition;

/** What a job does with a record that cannot be converted or stored. */
public enum OnError {
    /** Nothing of the delivery is loaded. */
    STOP,
    /** The good records are loaded; the bad ones go to a rejects file. */
    SKIP
}
