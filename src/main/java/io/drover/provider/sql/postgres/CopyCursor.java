package io.drover.provider.sql.postgres;

import io.drover.provider.ColumnType;
import io.drover.provider.sql.dialect.Cursor;
import io.drover.provider.sql.dialect.ResultColumns;
import io.drover.provider.sql.dialect.SourceQuery;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/** COPY .. TO STDOUT in its text format: what the server sends is cut into values, and is canonical as it is mostly. */
final class CopyCursor implements Cursor {
    private final CopyOut copy;
    private final ResultColumns columns;
    private final ColumnType[] types;
    private byte[] unescaped = new byte[256];

    private CopyCursor(CopyOut copy, ResultColumns columns) {
        this.copy = copy;
        this.columns = columns;
        this.types = columns.types().toArray(ColumnType[]::new);
    }

    static CopyCursor open(Connection connection, SourceQuery query, ResultColumns columns) throws SQLException {
        // A comment at the query's end must not hide the parenthesis
        String sql = "COPY (" + query.plain() + "\n) TO STDOUT";
        return new CopyCursor(connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql), columns);
    }

    @Override
    public List<String> columns() {
        return columns.names();
    }

    @Override
    public List<ColumnType> types() {
        return columns.types();
    }

    @Override
    public String[] next() throws SQLException {
        byte[] row = copy.isActive() ? copy.readFromCopy() : null;
        if (row == null) {
            return null;
        }
        String[] values = new String[types.length];
        int column = 0;
        int start = 0;
        boolean plain = true;
        for (int i = 0; i < row.length; i++) {
            byte b = row[i];
            if (b == '\t' || b == '\n') {
                values[column] = plain ? latin(row, start, i, column) : value(row, start, i, column);
                column++;
                start = i + 1;
                plain = true;
            } else {
                plain &= b != '\\' && b >= 0;
            }
        }
        return values;
    }

    private String latin(byte[] row, int start, int end, int column) {
        return canonical(new String(row, start, end - start, StandardCharsets.ISO_8859_1), column);
    }

    private String canonical(String text, int column) {
        return types[column] == ColumnType.ARRAY
                ? PostgresText.array(text, columns.databaseTypes().get(column))
                : PostgresText.canonical(text, types[column]);
    }

    private String value(byte[] row, int start, int end, int column) {
        if (end - start == 2 && row[start] == '\\' && row[start + 1] == 'N') {
            return null;
        }
        if (unescaped.length < end - start) {
            unescaped = new byte[2 * (end - start)];
        }
        int length = 0;
        for (int i = start; i < end; i++) {
            unescaped[length++] = row[i] == '\\' ? special(row[++i]) : row[i];
        }
        return canonical(new String(unescaped, 0, length, StandardCharsets.UTF_8), column);
    }

    /** The character that the server writes as a backslash and a letter. */
    private static byte special(byte letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'v' -> 0x0b;
            default -> letter;
        };
    }

    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
