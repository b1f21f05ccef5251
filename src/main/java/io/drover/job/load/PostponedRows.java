package io.drover.job.load;

import io.drover.job.load.WaitingRows.Origin;
import io.drover.job.load.WaitingRows.Visitor;
import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter.Postponement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.function.Supplier;

/**
 * The rows of one mapping that cannot be stored yet. Those that wait for other rows differ in their keys, so that they can be tried
 * in any order; a later row of such a key is held behind them, in the order of the delivery.
 */
final class PostponedRows implements Postponement, AutoCloseable {
    private final KeyNumbers keys;
    private final Supplier<Origin> origin;
    private WaitingRows waiting = new WaitingRows();
    private NumberSet waitingKeys = new NumberSet();
    /** Whether they stand the other way round than in the delivery. */
    private boolean reversed;

    private WaitingRows held = new WaitingRows();
    private NumberSet heldKeys = new NumberSet();

    /** @param origin of the row that is being stored */
    PostponedRows(KeyNumbers keys, Supplier<Origin> origin) {
        this.keys = keys;
        this.origin = origin;
    }

    @Override
    public boolean holds(MappedRow row) {
        if (waiting.size() == 0 || keys.isEmpty() || !waitingKeys.contains(keys.of(row))) {
            return false;
        }
        hold(origin.get(), row);
        return true;
    }

    private void hold(Origin of, MappedRow row) {
        heldKeys.add(keys.of(row));
        add(held, of, row);
    }

    @Override
    public void postpone(MappedRow row) {
        postpone(origin.get(), row);
    }

    void postpone(Origin of, MappedRow row) {
        if (keys.isEmpty() || waitingKeys.add(keys.of(row))) {
            add(waiting, of, row);
        } else {
            hold(of, row);
        }
    }

    static void add(WaitingRows to, Origin of, MappedRow row) {
        try {
            to.add(of, row);
        } catch (IOException e) {
            throw new UncheckedIOException("rows that wait for others cannot be kept: " + e.getMessage(), e);
        }
    }

    @Override
    public long key(MappedRow row) {
        return keys.isEmpty() ? 0 : keys.of(row);
    }

    /** How many rows there are. */
    long size() {
        return waiting.size() + held.size();
    }

    boolean holdsAny() {
        return held.size() > 0;
    }

    /** Whether a later row of its key is held behind a row. */
    boolean isOvertaken(MappedRow row) {
        return !keys.isEmpty() && heldKeys.contains(keys.of(row));
    }

    /**
     * Gives the rows that wait away; those that still have to are postponed anew.
     *
     * @param turned the other way round than the last time, else in the order of the delivery
     */
    void giveWaiting(boolean turned, Visitor visitor) throws IOException, SQLException {
        boolean backwards = turned || reversed;
        reversed = turned && !reversed;
        try (WaitingRows given = waiting) {
            waiting = new WaitingRows();
            waitingKeys = new NumberSet();
            given.forEach(backwards, visitor);
        }
    }

    /** Gives the rows away that are held; those of a key that waits are held anew. */
    void giveHeld(Visitor visitor) throws IOException, SQLException {
        try (WaitingRows given = held) {
            held = new WaitingRows();
            heldKeys = new NumberSet();
            given.forEach(false, visitor);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            waiting.close();
        } finally {
            held.close();
        }
    }
}
