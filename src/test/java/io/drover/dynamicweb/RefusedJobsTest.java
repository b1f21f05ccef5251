package io.drover.dynamicweb;

import static io.drover.dynamicweb.JobFiles.condition;
import static io.drover.dynamicweb.JobFiles.converted;
import static io.drover.dynamicweb.JobFiles.destination;
import static io.drover.dynamicweb.JobFiles.elements;
import static io.drover.dynamicweb.JobFiles.filtered;
import static io.drover.dynamicweb.JobFiles.job;
import static io.drover.dynamicweb.JobFiles.mapping;
import static io.drover.dynamicweb.JobFiles.scripted;
import static io.drover.dynamicweb.JobFiles.source;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A job file that would load something else here is refused by the names of what it would do. */
class RefusedJobsTest {
    private static final String XML = source("Xml", "SourceFile=/Files/Integration/in.xml");
    private static final String PRODUCTS = mapping("EcomProducts", "ProductId key", "ProductName");

    private static Arguments file(String job, String... names) {
        return Arguments.of(job, names);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                file(job(XML, destination("Ecom", "NewOption=Something"), PRODUCTS), "NewOption=Something"),
                file(
                        job(XML, destination("Ecom", "DiscardDuplicates=true"), PRODUCTS),
                        "DiscardDuplicates=true",
                        "True"),
                file(
                        job(XML, destination("Ecom", "DeleteProductsAndGroupForSpecificLanguage=True"), PRODUCTS),
                        "DeleteProductsAndGroupForSpecificLanguage"),
                file(
                        job(
                                XML,
                                destination(
                                        "Dynamicweb", "DeactivateMissingProducts=True", "HideDeactivatedProducts=True"),
                                PRODUCTS),
                        "HideDeactivatedProducts"),
                file(
                        job(XML, destination("Ecom", "Shop=SHOP1", "RemoveMissingAfterImport=True"), PRODUCTS),
                        "RemoveMissingAfterImport",
                        "Shop=SHOP1"),
                file(
                        job(
                                source("Xml", "SourceFolder=/Files/in"),
                                destination("Sql", "RemoveMissingRows=True"),
                                PRODUCTS),
                        "RemoveMissingRows",
                        "folder"),
                file(
                        job(
                                source("Csv", "SourcePath=/Files/in", "IgnoreDefectiveRows=True"),
                                destination("Sql"),
                                PRODUCTS),
                        "IgnoreDefectiveRows",
                        "SkipFailingRows"),
                file(
                        job(source("Xml", "SourceFile=../../web.config"), destination("Sql"), PRODUCTS),
                        "leads out of /Files"),
                file(
                        job(source("Xml", "SourceFile=a.xml", "xslfile=../System/x.xsl"), destination("Sql"), PRODUCTS),
                        "xslfile=../System/x.xsl"),
                file(
                        job(XML, destination("Sql"), filtered("T", "T", elements("scriptClass=Site.Rows"), "A key")),
                        "scriptClass=Site.Rows"),
                file(
                        job(XML, destination("Sql"), mapping("T", "A key", scripted("B", "B", "Code", "x"))),
                        "scriptType=Code on B"),
                file(
                        job(XML, destination("Sql"), mapping("T", "A key", scripted("B", "B", "Substring", "x"))),
                        "substring on B"),
                file(
                        job(XML, destination("Sql"), mapping("T", "A key", "B", scripted("C", "B", "Append", "x"))),
                        "several values for B"),
                file(
                        job(
                                XML,
                                destination("Sql"),
                                mapping(
                                        "T",
                                        elements(
                                                "sourceColumn=A",
                                                "destinationColumn=A",
                                                "nullEmptyActionType=Default"))),
                        "nullEmptyActionType=Default on A"),
                file(
                        job(
                                XML,
                                destination("Sql"),
                                filtered("T", "T", condition("A", "EqualTo", "@Request(x)"), "A key")),
                        "@Request(x)"),
                file(
                        job(XML, destination("Ecom"), mapping("EcomProducts", "ProductId key", "RelatedProducts")),
                        "RelatedProducts"),
                file(
                        job(XML, destination("Ecom"), mapping("EcomProducts", "ProductId key", "ProductCategory|c|f")),
                        "ProductCategory|c|f"),
                file(
                        job(
                                XML,
                                destination("User", "GenerateUserPasswords=True"),
                                mapping("AccessUser", "AccessUserEmail key")),
                        "GenerateUserPasswords"),
                file(
                        job(
                                XML,
                                destination("Order", "RemoveMissingOrderLines=True"),
                                mapping("EcomOrderLines", "OrderLineId key")),
                        "RemoveMissingOrderLines"),
                file(
                        job(
                                XML,
                                destination("Order"),
                                mapping("EcomOrders", "OrderId key", "OrderCustomerAccessUserExternalId")),
                        "OrderCustomerAccessUserExternalId"),
                file(
                        job(
                                XML,
                                destination("Ecom"),
                                mapping(
                                        "EcomProducts",
                                        scripted("ProductId", "ProductId", "Substring", "0,5"),
                                        "Groups")),
                        "scriptType=Substring",
                        "EcomProducts.ProductId"),
                file(
                        job(
                                XML,
                                destination("Ecom"),
                                mapping("EcomGroups", "GroupId key", scripted("S", "Shops", "Append", ",SHOP2"))),
                        "EcomGroups.Shops"),
                file(
                        job(XML, destination("Ecom"), mapping("EcomProducts", "ProductNumber", "ProductName")),
                        "without ProductId and without a key"),
                file(
                        job(
                                XML,
                                destination("Ecom", "RemoveMissingRows=True"),
                                mapping("EcomProducts", "ProductId key", "Groups")),
                        "EcomProducts.Groups",
                        "RemoveMissingRows=True"),
                file(
                        job(XML, destination("Ecom"), mapping("EcomPrices", "PriceId key", "PriceAccessUser")),
                        "EcomPrices.PriceAccessUser"),
                file(
                        "<job><Name>a</Name><CreateMappingAtRuntime>True</CreateMappingAtRuntime>" + XML
                                + destination("Ecom", "DeleteIncomingItems=True", "DefaultLanguage=LANG1") + "</job>",
                        "CreateMappingAtRuntime",
                        "DeleteIncomingItems=True",
                        "DefaultLanguage=LANG1"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void byTheNameOfWhatWouldLoadSomethingElse(String job, String[] names) {
        assertThatThrownBy(() -> converted(job))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(e -> assertThat(e.getMessage()).contains(names));
    }

    @Test
    void allReasonsAreGivenAtOnce() {
        String job = job(
                XML,
                destination("Ecom", "NewOption=1", "UseProductIdFoundByNumber=True"),
                mapping("EcomProducts", "ProductId key", "RelatedProducts"));

        assertThatThrownBy(() -> converted(job))
                .hasMessageContainingAll("NewOption", "UseProductIdFoundByNumber", "RelatedProducts", "--report");
    }

    @Test
    void optionsThatSayNothingAndThoseOfTheOtherSideDoNot() throws Exception {
        String job = job(
                source("Xml", "SourceFile=in.xml", "DestinationFile=out.xml", "Encoding=UTF8"),
                destination("Ecom", "NewOption=", "UseProductIdFoundByNumber=False", "SourceShop=SHOP1"),
                PRODUCTS);

        assertThat(converted(job)).contains("fileName=in.xml");
    }
}
