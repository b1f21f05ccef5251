package io.drover.provider.forward;

import io.drover.provider.Counts;
import io.drover.provider.MappedRow;
import io.drover.provider.Reference;
import io.drover.provider.TableWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A writer that writes other rows than those that come, one or several for each. Its caller hears of the rows that came, in all that is
 * refused, waits or is looked for; rows that waited are made anew.
 */
public abstract class ConvertingWriter extends ForwardingWriter<TableWriter> {
    /** Rows whose origins are known until the next flush. */
    private static final int MOST_HELD = 20_000;

    /** By row that was written since the last flush: the one that came. */
    private final IdentityHashMap<MappedRow, MappedRow> origins = new IdentityHashMap<>();

    private final List<MappedRow> order = new ArrayList<>();
    private final Set<MappedRow> notStored = Collections.newSetFromMap(new IdentityHashMap<>());
    /** The rows that came of which one that was made waits: all of it is made again. */
    private final Set<MappedRow> waiting = Collections.newSetFromMap(new IdentityHashMap<>());
    /** The rows that came of which one that was made is refused. */
    private final Set<MappedRow> refused = Collections.newSetFromMap(new IdentityHashMap<>());

    protected ConvertingWriter(TableWriter writer) {
        super(writer);
    }

    /**
     * The values of the rows to be written for one that came; none when there is nothing to do.
     *
     * @throws RefusedRowException when it cannot be stored
     */
    protected abstract List<Object[]> converted(MappedRow row) throws SQLException;

    /**
     * A row is stored.
     *
     * @param row as it came
     * @param values as they are stored
     */
    protected void wasStored(MappedRow row, Object[] values) throws SQLException {}

    @Override
    public Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        return write(rows, rejected, writer::write);
    }

    @Override
    public Counts writeAgain(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        return write(rows, rejected, writer::writeAgain);
    }

    /** One of the ways to write. */
    private interface Way {
        Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException;
    }

    private Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected, Way way) throws SQLException {
        List<MappedRow> made = new ArrayList<>(rows.size());
        long nothingToDo = 0;
        for (MappedRow row : rows) {
            try {
                List<Object[]> all = converted(row);
                nothingToDo += all.isEmpty() ? 1 : 0;
                for (Object[] values : all) {
                    MappedRow one = new MappedRow(row.source(), values);
                    made.add(one);
                    origins.put(one, row);
                    order.add(one);
                }
            } catch (RefusedRowException e) {
                rejected.accept(row, e.getMessage());
            }
        }
        return way.write(made, (one, reason) -> refuse(one, reason, rejected)).plus(new Counts(0, 0, nothingToDo));
    }

    private void refuse(MappedRow made, String reason, BiConsumer<MappedRow, String> rejected) {
        notStored.add(made);
        MappedRow row = origins.get(made);
        if (!waiting.contains(row) && refused.add(row)) {
            rejected.accept(row, reason);
        }
    }

    @Override
    public void postpone(Postponement postponement, List<Reference> references) {
        super.postpone(postponement == null ? null : new OfOrigins(postponement), references);
    }

    /** Speaks of the rows that came, and of each once. */
    private final class OfOrigins implements Postponement {
        private final Postponement postponement;

        private OfOrigins(Postponement postponement) {
            this.postponement = postponement;
        }

        @Override
        public boolean holds(MappedRow made) {
            MappedRow row = origins.get(made);
            boolean held = waiting.contains(row) || (!refused.contains(row) && postponement.holds(row));
            if (held) {
                waiting.add(row);
            }
            return held;
        }

        @Override
        public void postpone(MappedRow made) {
            MappedRow row = origins.get(made);
            if (!refused.contains(row) && waiting.add(row)) {
                postponement.postpone(row);
            }
        }

        @Override
        public long key(MappedRow made) {
            return postponement.key(origins.get(made));
        }
    }

    /** The rows that came of which one that is made of them refers to nothing; those that are refused too, which are to be told of. */
    @Override
    public List<MappedRow> orphans(List<MappedRow> rows) throws SQLException {
        IdentityHashMap<MappedRow, MappedRow> made = new IdentityHashMap<>();
        List<MappedRow> inOrder = new ArrayList<>();
        List<MappedRow> found = new ArrayList<>();
        for (MappedRow row : rows) {
            try {
                for (Object[] values : converted(row)) {
                    MappedRow one = new MappedRow(row.source(), values);
                    inOrder.add(one);
                    made.put(one, row);
                }
            } catch (RefusedRowException e) {
                found.add(row);
            }
        }
        super.orphans(inOrder).forEach(orphan -> found.add(made.get(orphan)));
        return found;
    }

    @Override
    public boolean full() {
        return super.full() || order.size() >= MOST_HELD;
    }

    @Override
    public Counts flush(BiConsumer<MappedRow, String> rejected) throws SQLException {
        Counts counts = super.flush((made, reason) -> refuse(made, reason, rejected));
        for (MappedRow made : order) {
            MappedRow row = origins.get(made);
            if (!notStored.contains(made) && !waiting.contains(row)) {
                wasStored(row, made.values());
            }
        }
        origins.clear();
        order.clear();
        notStored.clear();
        waiting.clear();
        refused.clear();
        return counts;
    }
}
