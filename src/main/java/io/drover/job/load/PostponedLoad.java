package io.drover.job.load;

import io.drover.job.load.WaitingRows.Origin;
import io.drover.provider.Counts;
import io.drover.provider.MappedRow;
import io.drover.provider.Reference;
import io.drover.provider.TableWriter;
import io.drover.provider.TableWriter.Postponement;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** What of one mapping waits for other rows, and how it is stored or rejected in the end. */
final class PostponedLoad implements AutoCloseable {
    private final TableLoad load;
    private final TableWriter writer;
    private final PostponedRows rows;
    /** The foreign keys of which a missing row may still come. */
    private final List<Reference> references;

    /** Rows that turned out to be no part of a circle when it was tried, and what was written then. */
    private WaitingRows outside = new WaitingRows();

    private Counts tried = Counts.NONE;

    PostponedLoad(TableLoad load, TableWriter writer, PostponedRows rows, List<Reference> references) {
        this.load = load;
        this.writer = writer;
        this.rows = rows;
        this.references = references;
    }

    /** From now on rows wait that could be rejected. */
    void begin() {
        writer.postpone(rows, references);
    }

    long size() {
        return rows.size();
    }

    /** Writes the rows that wait, each time the other way round; those that still have to are postponed anew. */
    void write() throws IOException, SQLException {
        rows.giveWaiting(true, load::writeAgain);
        load.flush();
    }

    /** Rejects the rows of which a later one is held back, unless they can be stored by now. */
    void rejectOvertaken() throws IOException, SQLException {
        if (!rows.holdsAny()) {
            return;
        }
        rows.giveWaiting(false, (origin, given) -> {
            List<MappedRow> overtaken = new ArrayList<>();
            for (MappedRow row : given) {
                if (rows.isOvertaken(row)) {
                    overtaken.add(row);
                } else {
                    rows.postpone(origin, row);
                }
            }
            reject(origin, overtaken);
        });
    }

    private void reject(Origin origin, List<MappedRow> given) throws SQLException {
        writer.postpone(null, List.of());
        try {
            load.writeAgain(origin, given);
            load.flush();
        } finally {
            begin();
        }
    }

    /** Writes the rows that are held back behind others. */
    void writeHeld() throws IOException, SQLException {
        rows.giveHeld(load::writeAgain);
        load.flush();
    }

    /** Rejects all that waits, unless it can be stored by now. */
    void reject() throws IOException, SQLException {
        while (size() > 0) {
            rows.giveWaiting(false, this::reject);
            rows.giveHeld(this::reject);
        }
    }

    /** Writes the rows that wait while their keys are not checked; they wait on, and those refused for another reason stand apart. */
    void tryCircle() throws IOException, SQLException {
        tried = Counts.NONE;
        sortOut(given -> {
            Refused refused = new Refused();
            writer.postpone(refused, List.of());
            tried = tried.plus(writer.writeAgain(given, refused)).plus(writer.flush(refused));
            return refused.rows;
        });
        begin();
    }

    /** Sets those of the rows apart that refer to rows which are not there, now that all that wait are written; whether there are any. */
    boolean findsOrphans() throws IOException, SQLException {
        sortOut(writer::orphans);
        return outside.size() > 0;
    }

    /** Finds rows among others. */
    private interface Finder {
        Collection<MappedRow> find(List<MappedRow> rows) throws SQLException;
    }

    private void sortOut(Finder finder) throws IOException, SQLException {
        rows.giveWaiting(false, (origin, given) -> {
            Set<MappedRow> found = Collections.newSetFromMap(new IdentityHashMap<>());
            found.addAll(finder.find(given));
            for (MappedRow row : given) {
                if (found.contains(row)) {
                    PostponedRows.add(outside, origin, row);
                } else {
                    rows.postpone(origin, row);
                }
            }
        });
    }

    void rejectOrphans() throws IOException, SQLException {
        try (WaitingRows orphans = outside) {
            outside = new WaitingRows();
            orphans.forEach(false, this::reject);
        }
    }

    /** What was tried stays. */
    void keepCircle() throws IOException, SQLException {
        rows.giveWaiting(false, (origin, given) -> {});
        load.account().count(tried);
    }

    /** Collects the rows that are refused, for whatever reason. */
    private static final class Refused implements Postponement, BiConsumer<MappedRow, String> {
        private final List<MappedRow> rows = new ArrayList<>();

        @Override
        public void accept(MappedRow row, String reason) {
            rows.add(row);
        }

        @Override
        public void postpone(MappedRow row) {
            rows.add(row);
        }

        @Override
        public boolean holds(MappedRow row) {
            return false;
        }

        @Override
        public long key(MappedRow row) {
            return 0;
        }
    }

    @Override
    public void close() throws IOException {
        try (rows) {
            outside.close();
        }
    }
}
