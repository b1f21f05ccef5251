package io.drover.job.dry;

import io.drover.provider.MappedRow;
import io.drover.provider.TableWriter;
import io.drover.provider.forward.ConvertingWriter;
import java.util.List;

/** Writes some of the columns of rows only. */
final class NarrowWriter extends ConvertingWriter {
    private final int[] positions;

    /**
     * Makes a writer.
     *
     * @param positions of the columns that the writer takes, among those of the rows
     */
    NarrowWriter(TableWriter writer, int[] positions) {
        super(writer);
        this.positions = positions;
    }

    @Override
    protected List<Object[]> converted(MappedRow row) {
        Object[] values = new Object[positions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.values()[positions[i]];
        }
        return List.<Object[]>of(values);
    }
}
