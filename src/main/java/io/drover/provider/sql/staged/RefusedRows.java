package io.drover.provider.sql.staged;

import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter.Postponement;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Where rows go that are not stored.
 *
 * @param rejected gets those that are refused for good, with the reason
 * @param postponement gets those that may be stored later; null: they are rejected too
 */
record RefusedRows(BiConsumer<MappedRow, String> rejected, Postponement postponement) {

    boolean postpones() {
        return postponement != null;
    }

    boolean holds(MappedRow row) {
        return postponement != null && postponement.holds(row);
    }

    /** The same, and somebody is told of each. */
    RefusedRows telling(Consumer<MappedRow> told) {
        BiConsumer<MappedRow, String> both = (row, reason) -> {
            told.accept(row);
            rejected.accept(row, reason);
        };
        return new RefusedRows(both, postponement == null ? null : Postponement.telling(postponement, told));
    }
}
