package io.drover.provider.sql.dialect;

import io.drover.provider.ColumnType;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/** The rows of a query, one after the other. */
public interface Cursor extends AutoCloseable {

    List<String> columns();

    /** The types of the columns; those that have none of Drover's are text. */
    List<ColumnType> types();

    /** The values of the next row in {@link io.drover.provider.value.CanonicalText}, or null at the end. */
    String[] next() throws SQLException, IOException;

    @Override
    void close() throws SQLException;
}
