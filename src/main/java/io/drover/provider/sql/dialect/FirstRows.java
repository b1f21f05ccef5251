package io.drover.provider.sql.dialect;

import io.drover.provider.MappedRow;
import java.sql.SQLException;
import java.util.List;

/** Tells rows whose key is new from those whose key a row before had. The database decides which keys are the same. */
public interface FirstRows extends AutoCloseable {

    /** Takes the rows through to a writer: the first ones of each key, in order. */
    interface Next {
        void write(List<MappedRow> rows) throws SQLException;
    }

    /**
     * Gives the first rows of each key on and notes their keys.
     *
     * @return how many rows were left out
     */
    long filter(List<MappedRow> rows, Next next) throws SQLException;

    /** The same for rows that were given on before and could not be stored: their keys are noted already. */
    default long filterAgain(List<MappedRow> rows, Next next) throws SQLException {
        next.write(rows);
        return 0;
    }

    @Override
    void close() throws SQLException;
}
