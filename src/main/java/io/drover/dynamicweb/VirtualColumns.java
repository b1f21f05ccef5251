package io.drover.dynamicweb;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Columns that a table does not have: the provider makes rows of other tables of them. A list of groups becomes one mapping to
 * the table of relations, and one that adds the groups which are missing.
 */
final class VirtualColumns {
    private static final Map<String, Set<String>> ALL = Map.of(
            "ecomproducts",
            Set.of("groups", "primarygroup", "groupsorting", "variantgroups", "variantoptions", "relatedproducts"),
            "ecomgroups",
            Set.of("shops", "shopsorting", "parentgroups", "parentgroupssorting"),
            "ecomproductsrelated",
            Set.of("productrelatedproductrellanguageid", "productrelatedlanguageid"),
            "ecomproductcategoryfieldvalue",
            Set.of("fieldvalueproductnumber"),
            "ecomstockunit",
            Set.of("productname", "stocklocationname"),
            "ecomprices",
            Set.of("priceaccessuser", "priceaccessusergroup"),
            "ecomdiscount",
            Set.of("discountaccessuser", "discountaccessusergroup"),
            "accessuser",
            Set.of("accessusergroups"),
            "ecomorders",
            Set.of("ordercustomeraccessuserexternalid"),
            "ecomorderlines",
            Set.of("orderlinecalculateddiscountpercentage", "orderintegrationorderid"));

    private final Node mapping;
    private final List<ColumnMapping> columns;
    private final DestinationConversion destination;
    private final Notes notes;

    VirtualColumns(Node mapping, List<ColumnMapping> columns, DestinationConversion destination, Notes notes) {
        this.mapping = mapping;
        this.columns = columns;
        this.destination = destination;
        this.notes = notes;
    }

    static boolean isOne(String table, String column) {
        String lower = column.toLowerCase(Locale.ROOT);
        return ALL.getOrDefault(table.toLowerCase(Locale.ROOT), Set.of()).contains(lower)
                || lower.startsWith("productcategory|");
    }

    void addTo(NativeElement job) {
        String table = mapping.text("destinationTableName");
        for (ColumnMapping column : columns) {
            if (!isOne(table, column.destination())) {
                continue;
            }
            check(column);
            switch (column.destination().toLowerCase(Locale.ROOT)) {
                case "groups" -> groups(job, column, false);
                case "primarygroup" -> groups(job, column, true);
                case "shops" ->
                    relation(job, column, "EcomShopGroupRelation", "ShopGroupShopId", "ShopGroupGroupId", "GroupId");
                case "parentgroups" ->
                    relation(
                            job,
                            column,
                            "EcomGroupRelations",
                            "GroupRelationsParentId",
                            "GroupRelationsGroupId",
                            "GroupId");
                default -> refuse(column, "has no counterpart");
            }
        }
    }

    /** What the relations of a mapping of their own would lose. */
    private void check(ColumnMapping column) {
        if (!column.isPlain()) {
            refuse(column, "with a scriptType or nullEmptyActionType has no counterpart");
        }
        if (columns.stream()
                        .filter(other -> other.destination().equalsIgnoreCase(column.destination()))
                        .count()
                > 1) {
            refuse(column, "of several columns has no counterpart");
        }
        for (String option : List.of(
                "DeleteIncomingItems",
                "RemoveMissingAfterImport",
                "RemoveMissingAfterImportDestinationTablesOnly",
                "RemoveMissingRows")) {
            if (destination.is(option)) {
                refuse(column, "with " + option + "=True has no counterpart");
            }
        }
        if (column.destination().toLowerCase(Locale.ROOT).matches("groups|primarygroup")
                && destination.isUnlessSaid("CreateMissingGoups")) {
            refuse(
                    column,
                    "with CreateMissingGoups=True (or left out): Dynamicweb would make ids by counting, and relations"
                            + " to the shop");
        }
        for (String id : List.of("ProductId", "GroupId")) {
            columns.stream()
                    .filter(other -> other.destination().equalsIgnoreCase(id) && !other.isPlain())
                    .forEach(other -> refuse(column, "with a script on " + id + " has no counterpart"));
        }
    }

    private void refuse(ColumnMapping column, String why) {
        notes.refuse("mapping " + mapping.text("sourceTableName") + " -> " + mapping.text("destinationTableName")
                + ": the virtual column " + column.destination() + " " + why);
    }

    /** Groups of products: by their ids, or by names that are looked up. */
    private void groups(NativeElement job, ColumnMapping column, boolean primary) {
        boolean byName = destination.text("GroupsForProductsBy").equalsIgnoreCase("Name");
        boolean create =
                !destination.provider().child("CreateMissingGoups").isPresent() || destination.is("CreateMissingGoups");
        if (create) {
            createGroups(job, column, byName);
        }
        NativeElement relation = forEach(job, column, "EcomGroupProductRelation");
        NativeElement group = relation.add("column")
                .with("source", column.source())
                .with("destination", "GroupProductRelationGroupId");
        if (byName) {
            lookup(group, create);
        }
        product(relation, "GroupProductRelationProductId", "ProductId");
        if (primary) {
            relation.add("column")
                    .with("destination", "GroupProductRelationIsPrimary")
                    .add("constant")
                    .with("value", "true");
        }
        relation.add("key").with("column", "GroupProductRelationGroupId");
        relation.add("key").with("column", "GroupProductRelationProductId");
    }

    private void createGroups(NativeElement job, ColumnMapping column, boolean byName) {
        NativeElement groups = forEach(job, column, "EcomGroups").with("mode", "insert");
        NativeElement id = groups.add("column").with("source", column.source()).with("destination", "GroupId");
        if (byName) {
            lookup(id, true);
        }
        groups.add("column").with("source", column.source()).with("destination", "GroupName");
        String language = destination.text("DefaultLanguage");
        groups.add("key").with("column", "GroupId");
        if (!language.isEmpty()) {
            groups.add("column")
                    .with("destination", "GroupLanguageId")
                    .add("constant")
                    .with("value", language);
            groups.add("key").with("column", "GroupLanguageId");
        }
    }

    /** The id of the group that has a name; a new one has its name as its id. */
    private void lookup(NativeElement column, boolean create) {
        column.add("lookup")
                .with("dataSource", DataSources.of(destination.provider(), notes))
                .with("query", "SELECT GroupName, MIN(GroupId) FROM EcomGroups GROUP BY GroupName")
                .with("ignoreCase", "true")
                .with("default", create ? "{value}" : null);
    }

    private void relation(
            NativeElement job, ColumnMapping column, String table, String listed, String own, String ownColumn) {
        NativeElement relation = forEach(job, column, table);
        relation.add("column").with("source", column.source()).with("destination", listed);
        product(relation, own, ownColumn);
        relation.add("key").with("column", listed);
        relation.add("key").with("column", own);
    }

    private NativeElement forEach(NativeElement job, ColumnMapping column, String table) {
        NativeElement each = job.add("mapping")
                .with("source", mapping.text("sourceTableName"))
                .with("destination", table);
        each.add("forEach").with("column", column.source()).with("separator", ",");
        new ConditionsConversion(mapping, mapping.text("sourceTableName") + " -> " + table, notes).addTo(each);
        columns.stream().filter(ColumnMapping::skipsRow).forEach(skipping -> each.add("condition")
                .with("column", skipping.source())
                .with("operator", "notEmpty"));
        return each;
    }

    /** The id of the row itself, from the column that the mapping fills its id from. */
    private void product(NativeElement relation, String to, String idColumn) {
        String source = columns.stream()
                .filter(column -> column.destination().equalsIgnoreCase(idColumn))
                .map(ColumnMapping::source)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("mapping " + mapping.text("sourceTableName") + " -> "
                        + mapping.text("destinationTableName") + ": relations need " + idColumn
                        + ", which is not mapped"));
        relation.add("column").with("source", source).with("destination", to);
    }
}
