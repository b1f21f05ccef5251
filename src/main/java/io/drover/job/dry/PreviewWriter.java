package io.drover.job.dry;

import io.drover.job.dry.RowChange.Kind;
import io.drover.provider.Counts;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.Reference;
import io.drover.provider.RowLookup;
import io.drover.provider.TableWriter;
import io.drover.provider.forward.ForwardingWriter;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Writes rows and looks at what became of them, until enough is seen. Rows are compared as the database has them before and
 * after, so that whatever the mapping, the writer or a trigger does is shown as it would be.
 */
final class PreviewWriter extends ForwardingWriter<TableWriter> {
    /** Deleted rows are looked for among so many at most: a table may have millions that stay. */
    private static final int LOOKED_AT = 200_000;

    private final String table;
    private final List<DestinationColumn> columns;
    private final int[] key;
    private final RowLookup before;
    private final RowLookup after;
    private final Preview preview;
    /** Of the rows written last. */
    private final Set<MappedRow> notStored = Collections.newSetFromMap(new IdentityHashMap<>());

    /**
     * Where the rows of the table can be looked at.
     *
     * @param before as they were; null when rows cannot be looked up, as without a key or in a file
     * @param after as they are; null likewise
     */
    record Rows(RowLookup before, RowLookup after) {}

    /**
     * Makes a writer.
     *
     * @param key positions of the key columns
     */
    PreviewWriter(
            TableWriter writer, String table, List<DestinationColumn> columns, int[] key, Rows rows, Preview preview) {
        super(writer);
        this.table = table;
        this.columns = columns;
        this.key = key;
        this.before = rows.before;
        this.after = rows.after;
        this.preview = preview;
    }

    @Override
    public void postpone(Postponement postponement, List<Reference> references) {
        super.postpone(postponement == null ? null : Postponement.telling(postponement, notStored::add), references);
    }

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
        notStored.clear();
        if (!preview.wantsMore() || rows.isEmpty()) {
            return way.write(rows, rejected);
        }
        BiConsumer<MappedRow, String> noting = (row, reason) -> {
            notStored.add(row);
            rejected.accept(row, reason);
        };
        Counts counts = way.write(rows, noting).plus(writer.flush(noting));
        for (MappedRow row : rows) {
            if (!isOfInterest(counts)) {
                break;
            }
            if (!notStored.contains(row)) {
                look(row.values());
            }
        }
        return counts;
    }

    /** Only where something has changed of which more is to be shown: to look at each row of a delivery would take long. */
    private boolean isOfInterest(Counts counts) {
        return (counts.inserted() > 0 && preview.wants(Kind.Insert))
                || (counts.updated() > 0 && preview.wants(Kind.Update))
                || (counts.deleted() > 0 && preview.wants(Kind.Delete));
    }

    private void look(Object[] values) throws SQLException {
        if (before == null) {
            preview.add(table, columns, key, null, values);
        } else {
            preview.add(table, columns, key, before.find(key(values)), after.find(key(values)));
        }
    }

    private Object[] key(Object[] values) {
        Object[] found = new Object[key.length];
        for (int i = 0; i < key.length; i++) {
            found[i] = values[key[i]];
        }
        return found;
    }

    @Override
    public long removeMissing(int maxDeletePercent) throws SQLException {
        if (preview.isCut()) {
            return 0; // the rest of the delivery may have the rows
        }
        long removed = super.removeMissing(maxDeletePercent);
        if (removed > 0 && before != null) {
            before.visit(LOOKED_AT, row -> {
                preview.add(table, columns, key, row, after.find(key(row)));
                return preview.wants(Kind.Delete);
            });
        }
        return removed;
    }

    @Override
    public void close() throws SQLException {
        try (writer;
                before;
                after) {
            // closed in turn, even when one fails
        }
    }
}
