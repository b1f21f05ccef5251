package io.drover.sample;

import static io.drover.sample.SampleTable.column;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The AdventureWorks files as the tables of an ERP's answer. They are read anew for each request, so that an edited file is
 * the next answer. Safe for use by several threads.
 */
final class AdventureWorks {
    private static final DateTimeFormatter FILE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");
    private static final DateTimeFormatter ANSWER_TIME = DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm:ss:SSS");
    private static final String LANGUAGE = "LANG1";
    private static final String NO_VARIANT = "";

    private final Path folder;

    AdventureWorks(Path folder) {
        this.folder = folder;
    }

    List<SampleTable> products() throws IOException {
        Map<String, Integer> stock = new HashMap<>();
        for (Row unit : inventory()) {
            stock.merge(unit.get("ProductID"), Integer.valueOf(unit.get("Quantity")), Integer::sum);
        }
        List<Row> products = read(
                "Product",
                "ProductID,Name,ProductNumber,MakeFlag,FinishedGoodsFlag,Color,SafetyStockLevel,ReorderPoint,StandardCost,"
                        + "ListPrice,Size,SizeUnitMeasureCode,WeightUnitMeasureCode,Weight,DaysToManufacture,ProductLine,"
                        + "Class,Style,ProductSubcategoryID,ProductModelID,SellStartDate,SellEndDate,DiscontinuedDate,"
                        + "rowguid,ModifiedDate");
        SampleTable ecomProducts = SampleTable.of(
                "EcomProducts",
                products.stream(),
                column("ProductId", AdventureWorks::productId),
                column("ProductLanguageId", row -> LANGUAGE),
                column("ProductVariantId", row -> NO_VARIANT),
                column("ProductNumber", p -> p.get("ProductNumber")),
                column("ProductName", p -> p.get("Name")),
                column("ProductPrice", p -> number(p.get("ListPrice"))),
                column("ProductCost", p -> number(p.get("StandardCost"))),
                column("ProductStock", p -> String.valueOf(stock.getOrDefault(p.get("ProductID"), 0))),
                column("ProductWeight", p -> number(p.get("Weight"))),
                column("ProductActive", p -> flag(p.get("SellEndDate") == null && p.get("DiscontinuedDate") == null)),
                column("ProductCreated", p -> time(p.get("SellStartDate"))),
                column("ProductUpdated", p -> time(p.get("ModifiedDate"))),
                column("Color", p -> p.get("Color")));
        return List.of(ecomProducts, groupRelations(products));
    }

    private static SampleTable groupRelations(List<Row> products) {
        Map<String, Integer> sorting = new HashMap<>();
        return SampleTable.of(
                "EcomGroupProductRelation",
                products.stream().filter(p -> p.get("ProductSubcategoryID") != null),
                column("GroupProductRelationGroupId", p -> "S" + p.get("ProductSubcategoryID")),
                column("GroupProductRelationProductId", AdventureWorks::productId),
                column("GroupProductRelationSorting", p -> sorting.merge(p.get("ProductSubcategoryID"), 1, Integer::sum)
                        .toString()),
                column("GroupProductRelationIsPrimary", p -> flag(true)));
    }

    /** Categories as C1..., subcategories as S1... whose number begins with that of their category. */
    List<SampleTable> productGroups() throws IOException {
        List<Row> groups = new ArrayList<>(read("ProductCategory", "ProductCategoryID,Name,rowguid,ModifiedDate"));
        groups.addAll(read("ProductSubcategory", "ProductSubcategoryID,ProductCategoryID,Name,rowguid,ModifiedDate"));
        return List.of(SampleTable.of(
                "EcomGroups",
                groups.stream(),
                column("GroupId", g -> isSubcategory(g) ? "S" + g.get("ProductSubcategoryID") : "C" + category(g)),
                column("GroupLanguageId", row -> LANGUAGE),
                column("GroupName", g -> g.get("Name")),
                column(
                        "GroupNumber",
                        g -> isSubcategory(g) ? category(g) + "-" + g.get("ProductSubcategoryID") : category(g))));
    }

    List<SampleTable> stock() throws IOException {
        return List.of(SampleTable.of(
                "EcomStockUnit",
                inventory().stream(),
                column("StockUnitProductId", AdventureWorks::productId),
                column("StockUnitVariantId", row -> NO_VARIANT),
                column("StockUnitStockLocationId", u -> u.get("LocationID")),
                column("StockUnitQuantity", u -> u.get("Quantity"))));
    }

    /** A currency's rate is that of the newest day: how much of it a dollar buys. */
    List<SampleTable> currencies() throws IOException {
        Map<String, Row> newest = new HashMap<>();
        for (Row rate : read(
                "CurrencyRate",
                "CurrencyRateID,CurrencyRateDate,FromCurrencyCode,ToCurrencyCode,AverageRate,EndOfDayRate,ModifiedDate")) {
            newest.merge(rate.get("ToCurrencyCode"), rate, AdventureWorks::newer);
        }
        return List.of(SampleTable.of(
                "EcomCurrencies",
                read("Currency", "CurrencyCode,Name,ModifiedDate").stream(),
                column("CurrencyCode", c -> c.get("CurrencyCode")),
                column("CurrencyLanguageId", row -> LANGUAGE),
                column("CurrencyName", c -> c.get("Name")),
                column("CurrencyRate", c -> {
                    Row rate = newest.get(c.get("CurrencyCode"));
                    return rate == null ? null : number(rate.get("EndOfDayRate"));
                }),
                column("CurrencyIsDefault", c -> flag(c.get("CurrencyCode").equals("USD")))));
    }

    List<SampleTable> countries() throws IOException {
        return List.of(SampleTable.of(
                "EcomCountries",
                read("CountryRegion", "CountryRegionCode,Name,ModifiedDate").stream(),
                column("CountryCode2", c -> c.get("CountryRegionCode")),
                column("CountryName", c -> c.get("Name"))));
    }

    private List<Row> inventory() throws IOException {
        return read("ProductInventory", "ProductID,LocationID,Shelf,Bin,Quantity,rowguid,ModifiedDate");
    }

    private List<Row> read(String file, String columns) throws IOException {
        List<String> names = List.of(columns.split(","));
        Path path = folder.resolve(file + ".csv");
        List<Row> rows = new ArrayList<>();
        try (Stream<String> lines = Files.lines(path)) {
            for (String line : (Iterable<String>) lines::iterator) {
                List<String> fields = List.of(line.split("\t", -1));
                if (fields.size() != names.size()) {
                    throw new IOException("%s:%d: %d fields where there should be %d, separated by tabs"
                            .formatted(path, rows.size() + 1, fields.size(), names.size()));
                }
                rows.add(new Row(names, fields));
            }
        }
        return rows;
    }

    private static Row newer(Row a, Row b) {
        return a.get("CurrencyRateDate").compareTo(b.get("CurrencyRateDate")) > 0 ? a : b;
    }

    private static String productId(Row row) {
        return "P" + row.get("ProductID");
    }

    private static boolean isSubcategory(Row group) {
        return group.names().contains("ProductSubcategoryID");
    }

    private static String category(Row group) {
        return group.get("ProductCategoryID");
    }

    /** The files write .5 for 0.5. */
    private static String number(String value) {
        return value == null ? null : new BigDecimal(value).toPlainString();
    }

    private static String time(String value) {
        return value == null ? null : LocalDateTime.parse(value, FILE_TIME).format(ANSWER_TIME);
    }

    private static String flag(boolean value) {
        return value ? "True" : "False";
    }
}
