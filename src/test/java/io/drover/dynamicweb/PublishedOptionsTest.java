package io.drover.dynamicweb;

import static io.drover.dynamicweb.JobFiles.converted;
import static io.drover.dynamicweb.JobFiles.destination;
import static io.drover.dynamicweb.JobFiles.job;
import static io.drover.dynamicweb.JobFiles.mapping;
import static io.drover.dynamicweb.JobFiles.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.drover.dynamicweb.Behaviour.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each option that a provider is published to write into its node, each table and each virtual column: a job with it is converted, and the
 * list of behaviours says how, or it is refused by its name. Nothing passes unseen.
 */
class PublishedOptionsTest {
    private static final String CONNECTION =
            "SqlConnectionString ManualConnectionString Username Password Server SourceServerSSPI DestinationServerSSPI Catalog";
    private static final String SHOP =
            "RemoveMissingRows RemoveMissingAfterImport RemoveMissingAfterImportDestinationTablesOnly DeactivateMissingProducts"
                    + " UpdateOnlyExistingRecords InsertOnlyNewRecords DeleteIncomingItems Shop"
                    + " DeleteProductsAndGroupForSpecificLanguage DefaultLanguage RepositoriesIndexUpdate DiscardDuplicates"
                    + " HideDeactivatedProducts SkipFailingRows UserKeyField SqlConnectionString";

    /** By provider: what its sides write, for they are saved together. */
    private static final Map<String, String> OPTIONS = Map.of(
            "Xml",
            "SourceFile xslfile SourceFolder SourceDecimalSeparator DeleteSourceFile ArchiveSourceFiles DestinationFile Encoding"
                    + " SkipTroublesomeRows ExportProductFieldDescriptions DestinationFolder DestinationXslfile"
                    + " IncludeTimestampInFileName Filename",
            "Csv",
            "SourceFieldDelimiter QuoteChar SourceFirstRowContainsColumnNames DestinationFirstRowContainsColumnNames SourcePath"
                    + " SourceFile SourceDecimalSeparator DeleteSourceFiles IgnoreDefectiveRows DestinationEncoding"
                    + " IncludeTimestampInFileName Encoding",
            "Excel",
            "SourcePath SourceFolder DestinationFile DestinationFolder",
            "Sql",
            CONNECTION
                    + " RemoveMissingRows RemoveMissingAfterImport RemoveMissingAfterImportDestinationTablesOnly DiscardDuplicates"
                    + " SkipFailingRows",
            "Dynamicweb",
            SHOP,
            "Ecom",
            SHOP
                    + " UpdateOnlyExistingProducts UseStrictPrimaryKeyMatching CreateMissingGoups GroupsForProductsBy"
                    + " GroupsForVariantOptionsBy ManufacturerForProductsBy RelatedProductGroupsBy RelatedProductsBy"
                    + " VariantGroupsForProductsBy SourceShop SourceLanguage UseProductIdFoundByNumber"
                    + " IgnoreEmptyCategoryFieldValues",
            "User",
            "SourceGroup UserKeyField RemoveMissingUsers DeactivateMissingUsers GenerateUserPasswords EncryptUserPasswords"
                    + " RemoveMissingGroups RemoveMissingImpersonation RemoveMissingAddresses UseEmailForUsername DestinationFolder"
                    + " MailSubject SenderEmail EmailTemplate ExportNotExportedUsers ExportNotExportedAfter"
                    + " ExportNotExportedAfterDate DeleteOnlyFromGroupsThatAreImportedTo DiscardDuplicates"
                    + " ImportUsersBelongExactlyImportGroups SkipFailingRows DoNotRemoveFromNewsletterGroup",
            "Order",
            "ExportNotYetExportedOrders ExportOnlyOrdersWithoutExtID DoNotExportCarts OrderStateAfterExport DiscardDuplicates"
                    + " RemoveMissingOrderLines SkipFailingRows");

    /** Values of options that are no switches. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("SourceFile", "in.xml"),
            Map.entry("Filename", "in.xml"),
            Map.entry("SourceFolder", "/Files/Integration/in"),
            Map.entry("SourcePath", "/Files/Integration/in"),
            Map.entry("DestinationFolder", "/Files/Integration/out"),
            Map.entry("DestinationFile", "out.xml"),
            Map.entry("xslfile", "/Files/Integration/a.xsl"),
            Map.entry("DestinationXslfile", "/Files/Integration/a.xsl"),
            Map.entry("Encoding", "UTF8"),
            Map.entry("DestinationEncoding", "UTF8"),
            Map.entry("SourceDecimalSeparator", ","),
            Map.entry("SourceFieldDelimiter", ";"),
            Map.entry("QuoteChar", "'"),
            Map.entry("ExportNotExportedAfterDate", "2026-01-01"),
            Map.entry("UserKeyField", "AccessUserEmail"),
            Map.entry("DefaultLanguage", "LANG1"),
            Map.entry("Shop", "SHOP1"),
            Map.entry("OrderStateAfterExport", "OS1"));

    static Stream<Arguments> options() {
        return OPTIONS.entrySet().stream()
                .flatMap(provider -> Arrays.stream(provider.getValue().split(" "))
                        .flatMap(option -> Stream.of("source", "destination")
                                .map(side -> Arguments.of(side, provider.getKey(), option))));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("options")
    void anOptionIsConvertedAsTheListSaysOrRefusedByItsName(String side, String provider, String option) {
        Behaviour known = Behaviours.of(side, provider, option).orElse(null);
        String other = side.equals("source") ? "destination" : "source";
        assertThat(known != null || Behaviours.of(other, provider, option).isPresent())
                .as("the list knows it, on one side at least")
                .isTrue();
        String said = option + "=" + VALUES.getOrDefault(option, "True");
        boolean isFile = List.of("Xml", "Csv", "Excel").contains(provider);
        List<String> all = new ArrayList<>(List.of(said));
        if (side.equals("source") && isFile && !option.equals("SourcePath") && !option.equals("SourceFile")) {
            all.add(provider.equals("Xml") ? "SourceFile=other.xml" : "SourcePath=/Files/Integration/other");
        }
        String node = side.equals("source")
                ? source(provider, all.toArray(String[]::new)) + destination("Sql")
                : source("Xml", "SourceFile=in.xml") + destination(provider, all.toArray(String[]::new));
        String table = Map.of("Ecom", "EcomGroups", "User", "AccessUser", "Order", "EcomOrders")
                .getOrDefault(provider, "Things");
        String refusal = refusal("<job><Name>Shop</Name>" + node + "<mappings>" + mapping(table, "GroupId key", "A")
                + "</mappings></job>");

        if (known != null && known.outcome() == Outcome.REFUSED) {
            assertThat(refusal).contains(said, known.drover(), known.dynamicweb(), "Take out what should not count");
        } else if (refusal != null) {
            assertThat(refusal).contains(option);
        }
    }

    static Stream<Arguments> tables() {
        Stream<Arguments> shop = Stream.of(
                        "EcomLanguages EcomCountries EcomCurrencies EcomStockLocation EcomGroups EcomManufacturers EcomVariantGroups"
                                + " EcomVariantsOptions EcomProducts EcomProductItems EcomProductsRelated EcomStockUnit EcomDetails"
                                + " EcomProductCategoryFieldValue EcomPrices EcomDiscount EcomAssortments EcomAssortmentPermissions"
                                + " EcomAssortmentGroupRelations EcomAssortmentProductRelations EcomAssortmentShopRelations"
                                + " EcomVariantOptionsProductRelation EcomUnits EcomUnitTranslations")
                .flatMap(names -> Arrays.stream(names.split(" ")))
                .map(table -> Arguments.of("Ecom", table));
        Stream<Arguments> users = Stream.of(
                        "AccessUser",
                        "AccessUserGroup",
                        "AccessUserAddress",
                        "AccessUserSecondaryRelation",
                        "SystemFieldValue")
                .map(table -> Arguments.of("User", table));
        return Stream.concat(shop, users);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("tables")
    void aTableIsLoadedByItsKeyOrRefusedByItsName(String provider, String table) {
        String refusal = refusal(
                job(source("Xml", "SourceFile=in.xml"), destination(provider), mapping(table, "ProductId key", "A")));

        assertThat(refusal == null || refusal.contains(table)).as(refusal).isTrue();
    }

    static Stream<Arguments> virtualColumns() {
        return Stream.of(
                        "EcomProducts Groups PrimaryGroup GroupSorting VariantGroups VariantOptions RelatedProducts ProductCategory|c|f",
                        "EcomGroups Shops ShopSorting ParentGroups ParentGroupsSorting",
                        "EcomProductsRelated ProductRelatedLanguageID",
                        "EcomProductCategoryFieldValue FieldValueProductNumber",
                        "EcomStockUnit ProductName StockLocationName",
                        "EcomPrices PriceAccessUser PriceAccessUserGroup",
                        "EcomDiscount DiscountAccessUser DiscountAccessUserGroup",
                        "AccessUser AccessUserGroups",
                        "EcomOrders OrderCustomerAccessUserExternalId",
                        "EcomOrderLines OrderLineCalculatedDiscountPercentage OrderIntegrationOrderId")
                .flatMap(line -> Arrays.stream(line.split(" "))
                        .skip(1)
                        .map(column -> Arguments.of(line.substring(0, line.indexOf(' ')), column)));
    }

    @ParameterizedTest(name = "{0}.{1}")
    @MethodSource("virtualColumns")
    void aVirtualColumnIsMadeOrRefusedByItsNameOnBothSides(String table, String column) {
        String provider = table.startsWith("Access") ? "User" : table.startsWith("EcomOrder") ? "Order" : "Ecom";
        String mapping = mapping(table, "ProductId key", "GroupId", column);
        String in = refusal(job(source("Xml", "SourceFile=in.xml"), destination(provider), mapping));
        String out = refusal(job(source(provider), destination("Xml", "DestinationFile=out.xml"), mapping));

        boolean made = List.of(
                        "Groups",
                        "PrimaryGroup",
                        "GroupSorting",
                        "Shops",
                        "ShopSorting",
                        "ParentGroups",
                        "ParentGroupsSorting",
                        "AccessUserGroups")
                .contains(column);
        boolean read = column.equals("OrderCustomerAccessUserExternalId") || column.equals("AccessUserGroups");
        assertThat(made ? in == null || !in.contains("." + column) : in != null && in.contains(column))
                .as("in: " + in)
                .isTrue();
        assertThat(read ? out == null : out != null && out.contains(column))
                .as("out: " + out)
                .isTrue();
    }

    /** Why a job is refused; null when it is converted. */
    private static String refusal(String job) {
        try {
            converted(job);
            return null;
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        } catch (Exception e) {
            return fail("not converted, and not refused either", e);
        }
    }
}
