package io.drover.provider.sql.postgres;

import io.drover.provider.CanonicalText;
import io.drover.provider.ColumnType;
import io.drover.provider.sql.dialect.ResultCursor;
import io.drover.provider.sql.dialect.Syntax;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.HexFormat;

/** Values as PostgreSQL sends them, which are canonical texts but for a few types. */
final class PostgresSource implements ResultCursor.Values {
    static final Syntax SYNTAX = new Syntax() {
        /** Without a type of its own, so that the server takes the one it is compared with. */
        @Override
        public void setText(PreparedStatement statement, int parameter, String value) throws SQLException {
            statement.setObject(parameter, value, Types.OTHER);
        }
    };

    @Override
    public String read(ResultSet row, int column, ColumnType type) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : canonical(text, type);
    }

    /** The canonical text of a value that is one in PostgreSQL's output. */
    static String canonical(String text, ColumnType type) {
        return switch (type) {
            case BOOLEAN -> text.equals("t") ? "true" : text.equals("f") ? "false" : text;
            case DOUBLE -> text.indexOf('e') < 0 ? text : new BigDecimal(text).toPlainString();
            case TIMESTAMP_WITH_ZONE -> zoned(text);
            case BINARY -> CanonicalText.of(HexFormat.of().parseHex(text, 2, text.length()));
            default -> text;
        };
    }

    /** {@code +01} is {@code +01:00}, {@code +00} is {@code Z}; {@code infinity} and years before Christ stay. */
    private static String zoned(String text) {
        int length = text.length();
        char sign = length > 3 ? text.charAt(length - 3) : ' ';
        if (sign != '+' && sign != '-') {
            return text;
        }
        return text.endsWith("+00") ? text.substring(0, length - 3) + "Z" : text + ":00";
    }
}
