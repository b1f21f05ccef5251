package io.drover.odata;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.sql.dialect.Sql;
import org.apache.olingo.commons.api.edm.EdmPrimitiveTypeKind;
import org.apache.olingo.commons.api.edm.provider.CsdlProperty;

/**
 * A property of an entity, which is a column.
 *
 * @param name the column's, with underscores for what an OData name cannot have
 */
record EntityProperty(String name, DestinationColumn column) {
    /** More digits of a second than any database keeps. */
    private static final int FRACTION = 9;
    /** Digits after the point of numbers that have no limit. */
    private static final int ANY_SCALE = 100;

    static EntityProperty of(DestinationColumn column) {
        String plain = column.name().replaceAll("[^A-Za-z0-9_]", "_");
        return new EntityProperty(plain.matches("[A-Za-z_].*") ? plain : "_" + plain, column);
    }

    ColumnType type() {
        return column.type();
    }

    /** In a statement. */
    String sql() {
        return Sql.quote(column.name());
    }

    EdmPrimitiveTypeKind kind() {
        return switch (column.type()) {
            case TEXT, TIME_WITH_ZONE, ARRAY, RANGE, JSON, OTHER -> EdmPrimitiveTypeKind.String;
            case SMALLINT -> EdmPrimitiveTypeKind.Int16;
            case INTEGER -> EdmPrimitiveTypeKind.Int32;
            case BIGINT -> EdmPrimitiveTypeKind.Int64;
            case DECIMAL -> EdmPrimitiveTypeKind.Decimal;
            case DOUBLE -> EdmPrimitiveTypeKind.Double;
            case BOOLEAN -> EdmPrimitiveTypeKind.Boolean;
            case DATE -> EdmPrimitiveTypeKind.Date;
            case TIME -> EdmPrimitiveTypeKind.TimeOfDay;
            case TIMESTAMP, TIMESTAMP_WITH_ZONE -> EdmPrimitiveTypeKind.DateTimeOffset;
            case UUID -> EdmPrimitiveTypeKind.Guid;
            case BINARY -> EdmPrimitiveTypeKind.Binary;
        };
    }

    /** Whether OData allows it in a key. */
    boolean canBeKey() {
        return switch (column.type()) {
            case DOUBLE, BINARY, TIME_WITH_ZONE, ARRAY, RANGE, JSON, OTHER -> false;
            default -> true;
        };
    }

    CsdlProperty csdl(boolean key) {
        CsdlProperty property = new CsdlProperty()
                .setName(name)
                .setType(kind().getFullQualifiedName())
                .setNullable(column.nullable() && !key);
        switch (column.type()) {
            case TEXT -> property.setMaxLength(column.size() == 0 ? null : (Integer) column.size());
            case DECIMAL -> {
                property.setPrecision(column.size() == 0 ? null : (Integer) column.size());
                property.setScale(column.size() == 0 ? ANY_SCALE : column.scale());
            }
            case TIME, TIMESTAMP, TIMESTAMP_WITH_ZONE -> property.setPrecision(FRACTION);
            default -> {}
        }
        return property;
    }
}
