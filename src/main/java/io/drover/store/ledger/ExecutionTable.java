package io.drover.store.ledger;

import org.jdbi.v3.core.mapper.reflect.ColumnName;

/**
 * What a run did to one table (entity).
 *
 * @param table of the source; of a job that writes files, the table in the file
 * @param read records of it
 */
public record ExecutionTable(
        @ColumnName("table_name") String table,
        @ColumnName("read_count") long read,
        @ColumnName("inserted_count") long inserted,
        @ColumnName("updated_count") long updated,
        @ColumnName("unchanged_count") long unchanged,
        @ColumnName("deleted_count") long deleted,
        @ColumnName("rejected_count") long rejected,
        @ColumnName("skipped_count") long skipped) {}
