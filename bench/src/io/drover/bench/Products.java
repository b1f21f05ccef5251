package io.drover.bench;

import static io.drover.bench.Products.Kind.BIGINT;
import static io.drover.bench.Products.Kind.BOOLEAN;
import static io.drover.bench.Products.Kind.DATE;
import static io.drover.bench.Products.Kind.DECIMAL;
import static io.drover.bench.Products.Kind.DOUBLE;
import static io.drover.bench.Products.Kind.INTEGER;
import static io.drover.bench.Products.Kind.SMALLINT;
import static io.drover.bench.Products.Kind.TEXT;
import static io.drover.bench.Products.Kind.TIMESTAMP;

import java.util.List;
import java.util.stream.Collectors;

/** The table that is loaded. */
public final class Products {
    static final String TABLE = "BenchProducts";

    /** The first one is the key. */
    static final List<Column> COLUMNS = List.of(
            new Column("ProductId", TEXT, "varchar(30)"),
            new Column("ProductNumber", TEXT, "varchar(50)"),
            new Column("ProductEan", TEXT, "varchar(20)"),
            new Column("ProductName", TEXT, "varchar(255)"),
            new Column("ProductTeaser", TEXT, "varchar(500)"),
            new Column("ProductText", TEXT, "varchar(4000)"),
            new Column("ProductKeywords", TEXT, "varchar(255)"),
            new Column("ProductMaker", TEXT, "varchar(50)"),
            new Column("ProductGroup", TEXT, "varchar(50)"),
            new Column("ProductPrice", DECIMAL, "numeric(18,2)"),
            new Column("ProductCost", DECIMAL, "numeric(18,4)"),
            new Column("ProductWeight", DOUBLE, "double precision"),
            new Column("ProductVolume", DOUBLE, "double precision"),
            new Column("ProductStock", INTEGER, "integer"),
            new Column("ProductReserved", INTEGER, "integer"),
            new Column("ProductSorting", BIGINT, "bigint"),
            new Column("ProductVatGroup", SMALLINT, "smallint"),
            new Column("ProductActive", BOOLEAN, "boolean"),
            new Column("ProductBackorder", BOOLEAN, "boolean"),
            new Column("ProductCreated", TIMESTAMP, "timestamp"),
            new Column("ProductUpdated", TIMESTAMP, "timestamp"),
            new Column("ProductDelivery", DATE, "date"));

    static final String KEY = COLUMNS.get(0).name();

    private Products() {}

    record Column(String name, Kind kind, String sqlType) {}

    enum Kind {
        TEXT,
        SMALLINT,
        INTEGER,
        BIGINT,
        DECIMAL,
        DOUBLE,
        BOOLEAN,
        TIMESTAMP,
        DATE
    }

    static String createTable() {
        return COLUMNS.stream()
                .map(c -> c.name() + " " + c.sqlType())
                .collect(Collectors.joining(", ", "CREATE TABLE " + TABLE + " (", ", PRIMARY KEY (" + KEY + "))"));
    }

    static String columnList() {
        return COLUMNS.stream().map(Column::name).collect(Collectors.joining(", "));
    }
}
