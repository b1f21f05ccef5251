package io.drover.provider.sql.load;

import io.drover.provider.Counts;
import io.drover.provider.MappedRow;
import io.drover.provider.sql.dialect.SqlTableWriter;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BiConsumer;

/** Empties the table before the first row; a delivery without one leaves it as it is. */
final class EmptyingWriter extends SqlTableWriter.Before {
    private final Emptyings all;
    private final Emptying emptying;

    EmptyingWriter(SqlTableWriter writer, Emptyings all, Emptying emptying) {
        super(writer);
        this.all = all;
        this.emptying = emptying;
    }

    @Override
    public Counts write(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        Counts emptied = rows.isEmpty() ? Counts.NONE : all.run(emptying);
        Counts written = super.write(rows, rejected);
        emptying.wrote(written);
        return emptied.plus(written);
    }

    @Override
    public Counts writeAgain(List<MappedRow> rows, BiConsumer<MappedRow, String> rejected) throws SQLException {
        Counts written = super.writeAgain(rows, rejected);
        emptying.wrote(written);
        return written;
    }

    @Override
    public Counts flush(BiConsumer<MappedRow, String> rejected) throws SQLException {
        Counts written = super.flush(rejected);
        emptying.wrote(written);
        return written;
    }
}
