package io.drover.provider.sql;

import io.drover.provider.TableWriter;

/** A writer that its destination can ask whether it may commit. */
interface SqlTableWriter extends TableWriter {

    /** Whether there are rows held back. */
    boolean pending();
}
