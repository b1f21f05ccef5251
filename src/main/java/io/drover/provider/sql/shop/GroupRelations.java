package io.drover.provider.sql.shop;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.TableOptions;
import io.drover.provider.TableWriter;
import io.drover.provider.WriteOptions;
import io.drover.provider.sql.dialect.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Relations of products with groups: what a row does not say of its place in a group stays as it is. */
final class GroupRelations {
    private static final String TABLE = "EcomGroupProductRelation";

    private final Shop shop;
    private final DestinationTable table;
    private final List<DestinationColumn> columns;
    private final TableWriter writer;
    /** The places that products have in groups, other than 0, by group and product: who names none keeps it. */
    private Map<List<String>, Long> places;

    /** The groups that are now the primary ones, by product. */
    private final Map<String, Set<String>> primary = new LinkedHashMap<>();

    /** @param removes whether relations that are not added are removed in the end */
    GroupRelations(Shop shop, boolean removes) throws SQLException {
        this.shop = shop;
        this.table = shop.database().table(TABLE);
        this.columns = Stream.of("GroupId", "ProductId", "Sorting", "IsPrimary")
                .flatMap(name -> table.column("GroupProductRelation" + name).stream())
                .toList();
        TableOptions options = TableOptions.UPSERT.withDiscardDuplicates(true);
        options = removes ? options.withMissingDeleted(options.missing().maxPercent()) : options;
        this.writer = shop.database()
                .writer(table, columns, columns.subList(0, 2), new WriteOptions(options, Set.of(), Set.of()));
    }

    /** @param sorting null to leave it */
    void add(MappedRow row, String group, String product, Long sorting, boolean isPrimary) throws SQLException {
        List<Object> values = new ArrayList<>(List.of(group, product));
        for (DestinationColumn column : columns.subList(2, columns.size())) {
            Object value = column.name().equalsIgnoreCase("GroupProductRelationSorting")
                    ? (Object) (sorting == null ? place(group, product) : sorting)
                    : isPrimary;
            values.add(RowShape.typed(column, value));
        }
        writer.write(List.of(new MappedRow(row.source(), values.toArray())), GroupRelations::refuse);
        if (isPrimary) {
            primary.computeIfAbsent(product, any -> new LinkedHashSet<>()).add(group);
        }
    }

    private long place(String group, String product) throws SQLException {
        if (places == null) {
            places = new HashMap<>();
            String sorting = Sql.quote(
                    table.column("GroupProductRelationSorting").orElseThrow().name());
            for (String[] row : shop.rows(
                    table,
                    sorting + " <> 0",
                    List.of(),
                    "GroupProductRelationGroupId",
                    "GroupProductRelationProductId",
                    "GroupProductRelationSorting")) {
                places.put(List.of(row[0], row[1]), Long.valueOf(row[2]));
            }
        }
        return places.getOrDefault(List.of(group, product), 0L);
    }

    private static void refuse(MappedRow row, String reason) {
        throw new IllegalStateException("a relation of a product with a group cannot be stored: " + reason);
    }

    /** Stores the relations, and takes the mark from groups that were the primary ones of these products. */
    void flush(BiConsumer<MappedRow, String> rejected) throws SQLException {
        writer.flush(rejected);
        DestinationColumn mark = table.column("GroupProductRelationIsPrimary").orElse(null);
        for (Map.Entry<String, Set<String>> product : primary.entrySet()) {
            if (mark != null) {
                takeMark(mark, product.getKey(), product.getValue());
            }
        }
        primary.clear();
    }

    private void takeMark(DestinationColumn mark, String product, Set<String> groups) throws SQLException {
        String name = Sql.quote(mark.name());
        List<Object> parameters =
                new ArrayList<>(List.of(RowShape.typed(mark, false), product, RowShape.typed(mark, true)));
        parameters.addAll(groups);
        shop.execute(
                "UPDATE " + Sql.quote(table) + " SET " + name + " = ? WHERE "
                        + Sql.quote(columns.get(1).name()) + " = ? AND " + name + " = ? AND "
                        + Sql.quote(columns.get(0).name()) + " NOT IN ("
                        + groups.stream().map(group -> "?").collect(Collectors.joining(", ")) + ")",
                parameters);
    }

    void removeMissing(int maxPercent) throws SQLException {
        writer.removeMissing(maxPercent);
    }

    void close() throws SQLException {
        writer.close();
    }
}
