package io.drover.crash;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The table Stock as one that takes its time for each row, so that no machine has loaded a delivery before it is told to stop. */
public final class SlowRow {
    /** Statements that make the table. */
    static final String TABLE = Delivery.TABLE
            + ";\nCREATE ALIAS IF NOT EXISTS slow FOR 'io.drover.crash.SlowRow.accept'"
            + ";\nALTER TABLE Stock ADD CONSTRAINT IF NOT EXISTS slow_row CHECK (slow(ProductId))";

    /** Statement that makes it an ordinary one at the next start. */
    static final String REMOVED = "ALTER TABLE Stock DROP CONSTRAINT IF EXISTS slow_row";

    private SlowRow() {}

    /** H2 asks this of each row. */
    public static boolean accept(int product) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        return product >= 0;
    }
}
