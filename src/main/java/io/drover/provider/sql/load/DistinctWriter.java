package io.drover.provider.sql.load;

import io.drover.provider.Counts;
import io.drover.provider.MappedRow;
import io.drover.provider.sql.dialect.FirstRows;
import io.drover.provider.sql.dialect.SqlTableWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/** Leaves out the rows of a key that the delivery had before; the others go on to a writer. */
final class DistinctWriter extends SqlTableWriter.Before {
    private final FirstRows firstRows;

    DistinctWriter(SqlTableWriter writer, FirstRows firstRows) {
        super(writer);
        this.firstRows = firstRows;
    }

    @Override
    public Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        Counts[] written = {Counts.NONE};
        long skipped = firstRows.filter(rows, first -> written[0] = written[0].plus(super.write(first, rejected)));
        return written[0].plus(new Counts(0, 0, 0, 0, skipped));
    }

    @Override
    public Counts writeAgain(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        Counts[] written = {Counts.NONE};
        long skipped =
                firstRows.filterAgain(rows, first -> written[0] = written[0].plus(super.writeAgain(first, rejected)));
        return written[0].plus(new Counts(0, 0, 0, 0, skipped));
    }

    @Override
    public void close() throws SQLException {
        try (firstRows) {
            super.close();
        }
    }
}
