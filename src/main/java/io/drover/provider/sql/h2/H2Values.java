package io.drover.provider.sql.h2;

import io.drover.provider.ColumnType;
import io.drover.provider.sql.dialect.ResultCursor;
import io.drover.provider.value.ArrayValue;
import io.drover.provider.value.CanonicalText;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.List;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbc.JdbcResultSet;
import org.h2.value.Value;
import org.h2.value.ValueArray;
import org.h2.value.ValueNull;
import org.h2.value.ValueToObjectConverter;

/** H2's values: to canonical text, and from converted values to parameters. */
final class H2Values implements ResultCursor.Values {

    @Override
    public String read(ResultSet row, int column, ColumnType type) throws SQLException {
        return switch (type) {
            case DATE -> CanonicalText.of(row.getObject(column, LocalDate.class));
            case DECIMAL -> decimal(row.getString(column));
            case ARRAY -> array(row, column);
            default -> ResultCursor.JDBC.read(row, column, type);
        };
    }

    @Override
    public ColumnType type(int jdbc, String name, int precision) {
        return jdbc == Types.JAVA_OBJECT ? ColumnType.BINARY : ResultCursor.JDBC.type(jdbc, name, precision);
    }

    /** A DECFLOAT may be no number. */
    private static String decimal(String text) {
        boolean number = text != null && text.charAt(text.length() - 1) <= '9';
        return number ? new BigDecimal(text).toPlainString() : text;
    }

    private static String array(ResultSet row, int column) throws SQLException {
        JdbcConnection connection = row.getStatement().getConnection().unwrap(JdbcConnection.class);
        Value value = row.unwrap(JdbcResultSet.class).getInternal(column);
        return value instanceof ValueNull
                ? null
                : array((ValueArray) value, connection).toString();
    }

    private static ArrayValue array(ValueArray array, JdbcConnection connection) {
        List<Object> elements = new ArrayList<>();
        for (Value element : array.getList()) {
            elements.add(element(element, connection));
        }
        return new ArrayValue("", elements);
    }

    private static Object element(Value value, JdbcConnection connection) {
        return switch (value.getValueType()) {
            case Value.NULL -> null;
            case Value.ARRAY -> array((ValueArray) value, connection);
            case Value.BOOLEAN -> value.getBoolean();
            case Value.NUMERIC, Value.DECFLOAT -> decimal(value.getString());
            case Value.REAL -> value.getFloat();
            case Value.DOUBLE -> value.getDouble();
            case Value.DATE -> ValueToObjectConverter.valueToObject(LocalDate.class, value, connection);
            case Value.TIME -> ValueToObjectConverter.valueToObject(LocalTime.class, value, connection);
            case Value.TIME_TZ -> ValueToObjectConverter.valueToObject(OffsetTime.class, value, connection);
            case Value.TIMESTAMP -> ValueToObjectConverter.valueToObject(LocalDateTime.class, value, connection);
            case Value.TIMESTAMP_TZ -> ValueToObjectConverter.valueToObject(OffsetDateTime.class, value, connection);
            case Value.BINARY, Value.VARBINARY, Value.BLOB -> value.getBytes();
            default -> value.getString();
        };
    }

    /** Sets a statement's first parameters. */
    static void set(PreparedStatement statement, Object[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i] instanceof ArrayValue array ? elements(array) : values[i]);
        }
    }

    private static Object[] elements(ArrayValue array) {
        return array.elements().stream()
                .map(element -> element instanceof ArrayValue inner ? elements(inner) : element)
                .toArray();
    }
}
