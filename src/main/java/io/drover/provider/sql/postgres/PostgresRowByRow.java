package io.drover.provider.sql.postgres;

import io.drover.provider.Counts;
import io.drover.provider.TableOptions;
import io.drover.provider.TableOptions.Mode;
import io.drover.provider.sql.dialect.RowError;
import io.drover.provider.sql.staged.RowByRow;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Takes staged rows one after the other, in a loop that runs on the server: some ten times slower than a merge, but each
 * refused row stands alone.
 */
final class PostgresRowByRow implements RowByRow {
    private final Connection connection;
    private final Staging staging;
    private final PostgresMerge merge;
    private final boolean unique;
    private boolean created;

    /**
     * Makes the loop.
     *
     * @param unique whether a unique index has exactly the key columns
     */
    PostgresRowByRow(Connection connection, Staging staging, PostgresMerge merge, boolean unique) {
        this.connection = connection;
        this.staging = staging;
        this.merge = merge;
        this.unique = unique;
    }

    /** Makes the table for the outcome. */
    @Override
    public void prepare() throws SQLException {
        if (!created) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TEMPORARY TABLE " + outcome() + " (seq int, inserted bigint, updated bigint,"
                                + " deleted bigint, skipped bigint, matched bigint, state text, message text, detail text, col text) ON COMMIT DROP");
            }
            created = true;
        }
    }

    @Override
    public Counts run(int rows, Refused refused) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM " + outcome());
            statement.execute("DO " + quoted(loop()));
            try (ResultSet row = statement.executeQuery("SELECT * FROM " + outcome() + " ORDER BY seq")) {
                row.next(); // the first one has the counts
                long inserted = row.getLong("inserted");
                long updated = row.getLong("updated");
                long deleted = row.getLong("deleted");
                long skipped = row.getLong("skipped");
                long unchanged = rows - inserted - updated - skipped - row.getLong("matched");
                while (row.next()) {
                    unchanged--;
                    String reason = RowError.reason(
                            row.getString("state"),
                            row.getString("message"),
                            row.getString("detail"),
                            row.getString("col"));
                    refused.row(row.getInt("seq"), reason, RowError.isReference(row.getString("state")));
                }
                return new Counts(inserted, updated, unchanged, deleted, skipped);
            }
        }
    }

    private String loop() {
        return """
                #variable_conflict use_column
                DECLARE
                  s record; is_new boolean; n_inserted bigint := 0; n_updated bigint := 0;
                  n bigint; n_deleted bigint := 0; n_skipped bigint := 0; n_matched bigint := 0;
                  e_state text; e_message text; e_detail text; e_column text;
                BEGIN
                  FOR s IN SELECT * FROM %1$s ORDER BY seq LOOP
                    BEGIN
                      %2$s
                    EXCEPTION WHEN data_exception OR integrity_constraint_violation OR cardinality_violation
                        OR with_check_option_violation OR raise_exception THEN
                      GET STACKED DIAGNOSTICS e_state = RETURNED_SQLSTATE, e_message = MESSAGE_TEXT,
                        e_detail = PG_EXCEPTION_DETAIL, e_column = COLUMN_NAME;
                      INSERT INTO %3$s VALUES (s.seq, 0, 0, 0, 0, 0, e_state, e_message, e_detail, e_column);
                    END;
                  END LOOP;
                  INSERT INTO %3$s (seq, inserted, updated, deleted, skipped, matched)
                    VALUES (-1, n_inserted, n_updated, n_deleted, n_skipped, n_matched);
                END"""
                .formatted(staging.name(), one(), outcome());
    }

    private String one() {
        TableOptions options = merge.options().table();
        if (options.deleteIncoming()) {
            return """
                %s; GET DIAGNOSTICS n = ROW_COUNT;
                n_deleted := n_deleted + n; IF n > 0 THEN n_matched := n_matched + 1; END IF;"""
                    .formatted(merge.deleteOne());
        }
        if (options.mode() == Mode.UPDATE) {
            String skip = "IF NOT " + merge.exists() + " THEN n_skipped := n_skipped + 1; END IF;";
            return merge.hasOthers()
                    ? merge.updateOne() + "; IF FOUND THEN n_updated := n_updated + 1; ELSE " + skip + " END IF;"
                    : skip;
        }
        return unique ? upsert() : updateOrInsert();
    }

    private String upsert() {
        return """
                %s INTO is_new;
                IF is_new THEN n_inserted := n_inserted + 1; ELSIF FOUND THEN n_updated := n_updated + 1; END IF;"""
                .formatted(merge.upsertOne());
    }

    private String updateOrInsert() {
        String insert = merge.insertAbsentOne() + "; IF FOUND THEN n_inserted := n_inserted + 1; END IF;";
        return merge.hasKeys() && merge.hasOthers()
                ? merge.updateOne() + "; IF FOUND THEN n_updated := n_updated + 1; ELSE " + insert + " END IF;"
                : insert;
    }

    private String outcome() {
        return staging.name() + "_outcome";
    }

    /** Quoted with dollars, whatever the names within. */
    private static String quoted(String code) {
        String quote = "$drover$";
        for (int i = 0; code.contains(quote); i++) {
            quote = "$drover" + i + "$";
        }
        return quote + code + quote;
    }
}
