package io.drover.provider;

import java.util.List;

/**
 * Some consecutive records of one table.
 *
 * @param table name of the table in the source
 * @param columns all columns of the table seen so far, in order of appearance; the same list instance as the batch before
 *     when none was added, so that a compiled mapping is kept by identity
 */
public record RecordBatch(String table, List<String> columns, List<SourceRecord> records) {}
