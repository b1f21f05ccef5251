package io.drover.provider.sql.postgres;

import io.drover.provider.ColumnType;
import io.drover.provider.DataType;
import io.drover.provider.DataType.Special;
import io.drover.provider.DestinationColumn;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Copies rows of converted values into a table of PostgreSQL. */
final class RowCopy {
    private final PGConnection connection;
    private final String sql;
    private final ColumnType[] types;
    private final List<DestinationColumn> columns;
    private final boolean[] singlePrecision;
    private final boolean numbered;

    /**
     * Prepares a copy.
     *
     * @param target the table with its columns in parentheses
     * @param numbered whether the table's first column, which {@code columns} lacks, numbers the rows from 0
     */
    RowCopy(Connection connection, String target, List<DestinationColumn> columns, boolean numbered)
            throws SQLException {
        this.connection = connection.unwrap(PGConnection.class);
        this.sql = "COPY " + target + " FROM STDIN (FORMAT binary)";
        this.types = columns.stream().map(DestinationColumn::type).toArray(ColumnType[]::new);
        this.columns = columns;
        this.singlePrecision = new boolean[types.length];
        for (int i = 0; i < types.length; i++) {
            singlePrecision[i] = columns.get(i).size() == DataType.SINGLE_PRECISION;
        }
        this.numbered = numbered;
    }

    void run(List<Object[]> rows) throws SQLException {
        CopyIn copyIn = connection.getCopyAPI().copyIn(sql);
        try {
            BinaryCopy copy = new BinaryCopy(copyIn);
            for (int i = 0; i < rows.size(); i++) {
                copy.startRow(numbered ? types.length + 1 : types.length);
                if (numbered) {
                    copy.writeInt4(i);
                }
                write(copy, rows.get(i));
            }
            copy.end();
        } finally {
            // Still active after a failure on this side: the connection is of no use to anyone until it ends
            if (copyIn.isActive()) {
                copyIn.cancelCopy();
            }
        }
    }

    private void write(BinaryCopy copy, Object[] values) throws SQLException {
        for (int i = 0; i < types.length; i++) {
            Object value = values[i];
            if (value == null) {
                copy.writeNull();
                continue;
            }
            if (value instanceof Special special) {
                writeSpecial(copy, types[i], special);
                continue;
            }
            switch (types[i]) {
                case TEXT, JSON, OTHER, RANGE -> copy.writeText((String) value);
                case ARRAY, TIME_WITH_ZONE -> copy.writeText(PostgresText.of(value));
                case SMALLINT -> copy.writeInt2((Long) value);
                case INTEGER -> copy.writeInt4((Long) value);
                case BIGINT -> copy.writeInt8((Long) value);
                case DECIMAL -> writeDecimal(copy, value, columns.get(i));
                case DOUBLE -> {
                    if (singlePrecision[i]) {
                        copy.writeFloat4((Double) value);
                    } else {
                        copy.writeFloat8((Double) value);
                    }
                }
                case BOOLEAN -> copy.writeBoolean((Boolean) value);
                case UUID -> copy.writeUuid((UUID) value);
                case BINARY -> copy.writeBytes((byte[]) value);
                case DATE -> copy.writeDate((LocalDate) value);
                case TIME -> copy.writeTime((LocalTime) value);
                case TIMESTAMP -> copy.writeTimestamp((LocalDateTime) value);
                case TIMESTAMP_WITH_ZONE -> copy.writeTimestampWithZone((OffsetDateTime) value);
            }
        }
    }

    private static void writeDecimal(BinaryCopy copy, Object value, DestinationColumn column) {
        if (value instanceof Double word) {
            copy.writeNumeric(word);
        } else if (column.typeName().equals("money")) {
            copy.writeInt8(((BigDecimal) value)
                    .setScale(column.scale())
                    .unscaledValue()
                    .longValueExact());
        } else {
            copy.writeNumeric((BigDecimal) value);
        }
    }

    private static void writeSpecial(BinaryCopy copy, ColumnType type, Special special) {
        boolean last = special == Special.INFINITY;
        if (special == Special.END_OF_DAY) {
            copy.writeInt8(BinaryCopy.DAY_MICROS);
        } else if (type == ColumnType.DATE) {
            copy.writeInt4(last ? Integer.MAX_VALUE : Integer.MIN_VALUE);
        } else {
            copy.writeInt8(last ? Long.MAX_VALUE : Long.MIN_VALUE);
        }
    }
}
