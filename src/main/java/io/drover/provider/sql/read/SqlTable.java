package io.drover.provider.sql.read;

/** A {@code <table>} of a {@code <sql>} source: a table or view of which only new rows are read. */
public final class SqlTable extends SqlInput {
    SqlTable() {}

    public SqlTable(String name, String watermark) {
        super(name, watermark);
    }
}
