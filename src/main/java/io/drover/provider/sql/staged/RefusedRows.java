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
        return new RefusedRows(both, postponement == null ? null : new Telling(postponement, told));
    }

    /** A postponement that tells of rows that are postponed. */
    private record Telling(Postponement postponement, Consumer<MappedRow> told) implements Postponement {

        @Override
        public boolean holds(MappedRow row) {
            boolean held = postponement.holds(row);
            if (held) {
                told.accept(row);
            }
            return held;
        }

        @Override
        public void postpone(MappedRow row) {
            told.accept(row);
            postponement.postpone(row);
        }

        @Override
        public long key(MappedRow row) {
            return postponement.key(row);
        }
    }
}
