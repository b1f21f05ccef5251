package io.drover.provider.sql.dialect;

import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import java.util.List;

/** The key values of rows. */
public final class Keys {
    private Keys() {}

    /** Where the keys stand among the columns of a row. */
    public static int[] positions(List<DestinationColumn> columns, List<DestinationColumn> keys) {
        return keys.stream().mapToInt(columns::indexOf).toArray();
    }

    public static Object[] of(MappedRow row, int[] positions) {
        Object[] key = new Object[positions.length];
        for (int i = 0; i < key.length; i++) {
            key[i] = row.values()[positions[i]];
        }
        return key;
    }
}
