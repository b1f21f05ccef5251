package io.drover.provider.sql.join;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.TableOptions.Mode;
import io.drover.provider.WriteOptions;
import io.drover.provider.sql.dialect.Sql;
import io.drover.provider.sql.dialect.Syntax;
import io.drover.provider.sql.staged.MergeSql;
import java.util.List;
import java.util.Set;

/**
 * The statements that take the staged rows (alias {@code s}) into the target (alias {@code t}) by joins, for databases where
 * what they have instead counts other things or minds other unique keys than the mapping's.
 */
public final class JoinMerge implements MergeSql {
    private final DestinationTable table;
    private final List<DestinationColumn> columns;
    private final List<DestinationColumn> keys;
    private final WriteOptions options;
    private final List<DestinationColumn> updated;
    private final String staging;
    private final Syntax syntax;

    public JoinMerge(
            DestinationTable table,
            List<DestinationColumn> columns,
            List<DestinationColumn> keys,
            WriteOptions options,
            String staging,
            Syntax syntax) {
        this.table = table;
        this.columns = columns;
        this.keys = keys;
        this.options = options;
        this.updated = Sql.updated(columns, keys, options);
        this.staging = staging;
        this.syntax = syntax;
    }

    boolean hasKeys() {
        return !keys.isEmpty();
    }

    boolean updates() {
        return !updated.isEmpty();
    }

    boolean inserts() {
        return options.table().mode() != Mode.UPDATE;
    }

    boolean deletes() {
        return options.table().deleteIncoming();
    }

    @Override
    public boolean replaces() {
        return options.equals(new WriteOptions(options.table(), Set.of(), Set.of()))
                && options.table().mode() == Mode.UPSERT
                && !deletes();
    }

    /** How many staged rows there are whose key another one has. */
    String countDuplicates() {
        return "SELECT count(*) FROM (SELECT count(*) AS n FROM " + staging + " s GROUP BY "
                + Sql.list(keys, this::staged) + " HAVING count(*) > 1) d";
    }

    /** How many staged rows have a row in the target. */
    String countExisting() {
        return "SELECT count(DISTINCT s.seq) FROM " + staging + " s JOIN " + Sql.quote(table) + " t ON " + isSame();
    }

    /** How many keys of staged rows have a row in the target. */
    String countExistingKeys() {
        return "SELECT count(*) FROM (SELECT min(s.seq) AS seq FROM " + staging + " s JOIN " + Sql.quote(table)
                + " t ON " + isSame() + " GROUP BY " + Sql.list(keys, this::staged) + ") k";
    }

    /** How many staged rows have a row in the target that is to be changed. */
    String countChanges() {
        return countExisting() + " WHERE " + isDistinct();
    }

    public String update() {
        return syntax.updateJoin(
                table,
                Sql.list(updated, column -> "t." + Sql.quote(column.name()) + " = " + value(column)),
                staging + " s ON " + isSame(),
                isDistinct());
    }

    /** Inserts the rows whose key the target does not have, all of them without keys. */
    public String insert() {
        String sql = "INSERT INTO " + Sql.quote(table) + " (" + Sql.names(columns) + ") SELECT "
                + Sql.list(columns, this::staged) + " FROM " + staging + " s";
        String absent = hasKeys()
                ? sql + " WHERE NOT EXISTS (SELECT 1 FROM " + Sql.quote(table) + " t WHERE " + isSame() + ")"
                : sql;
        boolean generated = columns.stream().anyMatch(DestinationColumn::generated);
        return generated ? syntax.withGenerated(table, absent) : absent;
    }

    public String delete() {
        return "DELETE t FROM " + Sql.quote(table) + " t JOIN " + staging + " s ON " + isSame();
    }

    @Override
    public String repeats() {
        String same = "(PARTITION BY " + Sql.list(keys, this::staged) + " ORDER BY seq)";
        return "SELECT row_number() OVER " + same + " - 1 AS occurrence, lag(seq) OVER " + same + " AS previous,"
                + " CASE WHEN lead(seq) OVER " + same + " IS NULL THEN 1 ELSE 0 END AS last FROM " + staging
                + " s ORDER BY seq";
    }

    @Override
    public String remember(String seen) {
        return "INSERT INTO " + seen + " SELECT seq, " + Sql.list(keys, key -> "c" + columns.indexOf(key)) + " FROM "
                + staging;
    }

    private String isSame() {
        return Sql.and(keys, key -> "t." + Sql.quote(key.name()) + " = " + staged(key));
    }

    private String isDistinct() {
        return "("
                + Sql.or(updated, column -> syntax.isDistinct(column, "t." + Sql.quote(column.name()), value(column)))
                + ")";
    }

    /** What an existing row gets. */
    private String value(DestinationColumn column) {
        return options.keptWhenNull().contains(column)
                ? "coalesce(" + staged(column) + ", t." + Sql.quote(column.name()) + ")"
                : staged(column);
    }

    private String staged(DestinationColumn column) {
        return "s.c" + columns.indexOf(column);
    }
}
