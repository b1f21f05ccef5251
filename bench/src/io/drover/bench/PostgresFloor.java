package io.drover.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Collectors;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/**
 * The least that an upsert of a delivery into PostgreSQL costs: parse, COPY to a staging table, merge, commit. No errors by
 * record, no counts, no mapping, no history. Arguments: JDBC URL, user, file.
 */
final class PostgresFloor {
    /** Small enough that a batch is no humongous object to the garbage collector. */
    private static final int BATCH = 250;

    private static final int MERGE = 50_000;

    /** A whole merge's rows: the parser runs on while a merge keeps the loader waiting. */
    private static final int QUEUE = MERGE / BATCH;

    private static final byte[] HEADER = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] TRAILER = {-1, -1};

    private PostgresFloor() {}

    public static void main(String[] args) throws Exception {
        Outcome.measure(() -> load(args[0], args[1], Path.of(args[2])));
    }

    private static long load(String url, String user, Path file)
            throws SQLException, IOException, InterruptedException {
        Parsing<CopyRows> parsing = Parsing.start(file, QUEUE, BATCH, CopyRows::new);
        try (Connection connection = DriverManager.getConnection(url, user, "");
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(
                    "CREATE TEMPORARY TABLE staging ON COMMIT DROP AS SELECT * FROM " + Products.TABLE + " LIMIT 0");
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            String merge = merge();
            long rows = 0;
            CopyIn copy = null;
            int staged = 0;
            for (CopyRows batch = parsing.next(); batch != null; batch = parsing.next()) {
                if (copy == null) {
                    copy = copies.copyIn("COPY staging FROM STDIN (FORMAT binary)");
                    copy.writeToCopy(HEADER, 0, HEADER.length);
                }
                copy.writeToCopy(batch.bytes().array(), 0, batch.bytes().length());
                staged += batch.rows();
                rows += batch.rows();
                if (staged >= MERGE) {
                    end(copy);
                    statement.execute(merge);
                    statement.execute("TRUNCATE staging");
                    copy = null;
                    staged = 0;
                }
            }
            if (copy != null) {
                end(copy);
                statement.execute(merge);
            }
            connection.commit();
            return rows;
        }
    }

    private static void end(CopyIn copy) throws SQLException {
        copy.writeToCopy(TRAILER, 0, TRAILER.length);
        copy.endCopy();
    }

    private static String merge() {
        String set = Products.COLUMNS.stream()
                .skip(1)
                .map(c -> c.name() + " = EXCLUDED." + c.name())
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + Products.TABLE + " (" + Products.columnList() + ") SELECT " + Products.columnList()
                + " FROM staging ON CONFLICT (" + Products.KEY + ") DO UPDATE SET " + set;
    }
}
