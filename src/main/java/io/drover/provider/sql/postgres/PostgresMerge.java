package io.drover.provider.sql.postgres;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.TableOptions.Mode;
import io.drover.provider.WriteOptions;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.staged.MergeSql;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** The statements that take the staged rows (alias {@code s}) into the target (alias {@code t}). */
final class PostgresMerge implements MergeSql {
    private final String table;
    private final List<DestinationColumn> columns;
    private final List<DestinationColumn> keys;
    private final WriteOptions options;
    /** The columns that an existing row gets. */
    private final List<DestinationColumn> others;

    private final String staging;

    PostgresMerge(
            DestinationTable table,
            List<DestinationColumn> columns,
            List<DestinationColumn> keys,
            WriteOptions options,
            String staging) {
        this.table = Sql.quote(table);
        this.columns = columns;
        this.keys = keys;
        this.options = options;
        this.others = Sql.updated(columns, keys, options);
        this.staging = staging;
    }

    WriteOptions options() {
        return options;
    }

    @Override
    public boolean replaces() {
        return options.equals(new WriteOptions(options.table(), Set.of(), Set.of()))
                && options.table().mode() == Mode.UPSERT
                && !options.table().deleteIncoming();
    }

    /** The target and its columns, for a copy past the staging. */
    String target() {
        return table + " (" + Sql.names(columns) + ")";
    }

    List<DestinationColumn> columns() {
        return columns;
    }

    boolean hasKeys() {
        return !keys.isEmpty();
    }

    boolean hasOthers() {
        return !others.isEmpty();
    }

    /** Whether rows can be copied into the target: not into a view, nor past a policy that decides on rows. */
    String takesCopy() {
        return "SELECT relkind IN ('r', 'p') AND NOT row_security_active(oid) FROM pg_class WHERE oid = '"
                + table.replace("'", "''") + "'::regclass";
    }

    String isEmpty() {
        return "SELECT NOT EXISTS (SELECT 1 FROM " + table + ")";
    }

    /** Inserts all rows. */
    String insert() {
        return insertOne() + " FROM " + staging + " s";
    }

    private String insertOne() {
        boolean generated = columns.stream().anyMatch(DestinationColumn::generated);
        return "INSERT INTO " + table + " AS t (" + Sql.names(columns) + ")"
                + (generated ? " OVERRIDING SYSTEM VALUE" : "") + " SELECT " + Sql.list(columns, this::staged);
    }

    /**
     * Inserts and updates by a unique index, and gives the numbers of rows inserted and of rows written.
     *
     * @param unchangedExpected whether to look first for rows that are the same: ON CONFLICT locks every row it meets, which
     *     costs as much as an update, but where most rows change looking first costs more than it saves
     */
    String upsert(boolean unchangedExpected) {
        String sql = insert();
        if (unchangedExpected) {
            String same = hasOthers() ? " AND NOT " + isDistinct(this::staged) : "";
            sql += " WHERE NOT EXISTS (SELECT 1 FROM " + table + " t WHERE " + isSame() + same + ")";
        }
        if (options.table().mode() == Mode.INSERT) {
            sql += " ORDER BY s.seq"; // the first row of a key is the one that is inserted
        }
        return "WITH merged AS (" + sql + onConflict()
                + ") SELECT count(*) FILTER (WHERE inserted), count(*) FROM merged";
    }

    /** Inserts or updates by a unique index {@code s}, a single row; gives whether inserted, or no row when unchanged. */
    String upsertOne() {
        return insertOne() + onConflict();
    }

    private String onConflict() {
        String update = "UPDATE SET " + assign(this::excluded) + " WHERE " + isDistinct(this::excluded);
        // A row that was there has been locked by this transaction, which stands in its xmax
        return " ON CONFLICT (" + Sql.names(keys) + ") DO " + (hasOthers() ? update : "NOTHING")
                + " RETURNING t.xmax = 0 AS inserted";
    }

    /** Updates by a unique index the rows that differ; of several staged rows of a key it takes one. */
    String updateExisting() {
        return "UPDATE " + table + " t SET " + assign(this::staged) + " FROM " + staging + " s WHERE " + isSame()
                + " AND " + isDistinct(this::staged);
    }

    /** Without such an index: updates the rows that differ and gives the number of staged rows that did. */
    String update() {
        return "WITH merged AS (" + updateExisting() + " RETURNING s.seq) SELECT count(DISTINCT seq) FROM merged";
    }

    /** Updates by {@code s}, a single row, the rows of its key that differ. */
    String updateOne() {
        return "UPDATE " + table + " t SET " + assign(this::staged) + " WHERE " + isSame() + " AND "
                + isDistinct(this::staged);
    }

    /** Without such an index: inserts the rows whose key the target does not have. */
    String insertAbsent() {
        return insert() + whereAbsent();
    }

    /** Inserts {@code s}, a single row, when the target does not have its key. */
    String insertAbsentOne() {
        return insertOne() + whereAbsent();
    }

    private String whereAbsent() {
        return hasKeys() ? " WHERE NOT " + exists() : "";
    }

    /** Whether the target has the key of {@code s}. */
    String exists() {
        return "EXISTS (SELECT 1 FROM " + table + " t WHERE " + isSame() + ")";
    }

    /** The number of staged rows whose key the target has. */
    String countExisting() {
        return "SELECT count(*) FROM " + staging + " s WHERE " + exists();
    }

    /** Deletes the rows of staged keys and gives how many there were, and of how many staged rows. */
    String delete() {
        return "WITH gone AS (DELETE FROM " + table + " t USING " + staging + " s WHERE " + isSame()
                + " RETURNING s.seq) SELECT count(*), count(DISTINCT seq) FROM gone";
    }

    /** Deletes the rows of the key of {@code s}, a single row. */
    String deleteOne() {
        return "DELETE FROM " + table + " t WHERE " + isSame();
    }

    @Override
    public String repeats() {
        return "SELECT row_number() OVER same - 1 AS occurrence, lag(seq) OVER same AS previous,"
                + " lead(seq) OVER same IS NULL AS last FROM " + staging + " s WINDOW same AS (PARTITION BY "
                + Sql.list(keys, this::staged) + " ORDER BY seq) ORDER BY seq";
    }

    /** Whether there are staged rows of the same key. */
    String hasDuplicates() {
        return "SELECT EXISTS (SELECT FROM " + staging + " s GROUP BY " + Sql.list(keys, this::staged)
                + " HAVING count(*) > 1)";
    }

    @Override
    public String remember(String seen) {
        return "INSERT INTO " + seen + " SELECT seq, " + Sql.list(keys, key -> "c" + columns.indexOf(key)) + " FROM "
                + staging;
    }

    private String assign(Function<DestinationColumn, String> value) {
        return Sql.list(others, column -> Sql.quote(column.name()) + " = " + updated(column, value));
    }

    /** What an existing row gets. */
    private String updated(DestinationColumn column, Function<DestinationColumn, String> value) {
        return options.keptWhenNull().contains(column)
                ? "coalesce(" + value.apply(column) + ", t." + Sql.quote(column.name()) + ")"
                : value.apply(column);
    }

    private String isSame() {
        return Sql.and(keys, key -> "t." + Sql.quote(key.name()) + " = " + staged(key));
    }

    private String isDistinct(Function<DestinationColumn, String> value) {
        return "((" + Sql.list(others, column -> comparable(column, "t." + Sql.quote(column.name())))
                + ") IS DISTINCT FROM (" + Sql.list(others, column -> comparable(column, updated(column, value)))
                + "))";
    }

    private String excluded(DestinationColumn column) {
        return "excluded." + Sql.quote(column.name());
    }

    /** Some types, json for one, have no equality, and others take a and A for the same. */
    private static String comparable(DestinationColumn column, String sql) {
        boolean asText = PostgresTypes.isText(column) || PostgresTypes.isLenient(column);
        return asText ? "(" + sql + ")::text COLLATE \"C\"" : sql;
    }

    private String staged(DestinationColumn column) {
        String staged = "s.c" + columns.indexOf(column);
        return PostgresTypes.isText(column) ? staged + "::" + column.typeName() : staged;
    }
}
