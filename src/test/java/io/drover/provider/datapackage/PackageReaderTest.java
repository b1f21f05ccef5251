package io.drover.provider.datapackage;

import static io.drover.provider.datapackage.Packages.records;
import static io.drover.provider.datapackage.Packages.utf16;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.DeliveryException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a data package arrives as records, and which packages are refused. */
class PackageReaderTest {
    private static final String GROUPS = "CUSTOMERGROUPID,DESCRIPTION\r\n10,Wholesales\r\n20,Retail\r\n";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("package.zip");
    }

    private static String map(String column, String field, String more) {
        return "<EntityMap><EntityField>" + field + "</EntityField>" + more + "<XMLField>" + column
                + "</XMLField></EntityMap>";
    }

    private static String order(int unit, int level, int sequence) {
        return "<ExecutionUnit>" + unit + "</ExecutionUnit><LevelInExecutionUnit>" + level
                + "</LevelInExecutionUnit><SequenceInLevel>" + sequence + "</SequenceInLevel>";
    }

    private void assertRefused(String... message) {
        assertThatThrownBy(() -> records(file))
                .isInstanceOf(DeliveryException.class)
                .hasMessageContainingAll(message);
    }

    @Test
    void readsTheEntitiesInTheOrderOfTheirLevels() throws Exception {
        new Packages()
                .entity("Customers", "Customers.csv", order(1, 20, 10), "ACCOUNT\r\nC1\r\n")
                .entity("Customer groups", "Customer groups.csv", order(1, 10, 20), GROUPS)
                .entity("Terms", "Terms.csv", order(1, 10, 10), "ID\r\nN30\r\n")
                .entity("Banks", "Banks.csv", order(2, 1, 1), "ID\r\nB1\r\n")
                .write(file);

        assertThat(records(file))
                .containsExactly(
                        "1 Terms Terms.csv:2 ID=N30",
                        "2 Customer groups Customer groups.csv:2 CUSTOMERGROUPID=10, DESCRIPTION=Wholesales",
                        "3 Customer groups Customer groups.csv:3 CUSTOMERGROUPID=20, DESCRIPTION=Retail",
                        "4 Customers Customers.csv:2 ACCOUNT=C1",
                        "5 Banks Banks.csv:2 ID=B1");
    }

    @Test
    void mapsColumnsToFieldsWithDefaultsAndConversions() throws Exception {
        String conversions = "<EntityFieldConversionList>"
                + "<EntityFieldConversion><FieldType>String</FieldType><IsDefault>true</IsDefault><StagingIntValue>0"
                + "</StagingIntValue><StagingStrValue>EUR</StagingStrValue></EntityFieldConversion>"
                + "<EntityFieldConversion><FieldType>String</FieldType><IsDefault>false</IsDefault><SourceStrValue>KR"
                + "</SourceStrValue><StagingStrValue>DKK</StagingStrValue></EntityFieldConversion>"
                + "</EntityFieldConversionList><IsAutoDefault>true</IsAutoDefault>";
        new Packages()
                .entity(
                        "Customers",
                        "Customers.csv",
                        "<EntityMapList>" + map("Account no", "ACCOUNT", "<EntityFieldConversionList i:nil='true'/>")
                                + map("CURRENCY", "CURRENCYCODE", conversions)
                                + map("NOT THERE", "OTHER", "")
                                + "</EntityMapList>",
                        "account NO,Currency,Unmapped\r\nC1,KR,x\r\nC2,,x\r\nC3,USD,x\r\n")
                .write(file);

        assertThat(records(file))
                .containsExactly(
                        "1 Customers Customers.csv:2 ACCOUNT=C1, CURRENCYCODE=DKK",
                        "2 Customers Customers.csv:3 ACCOUNT=C2, CURRENCYCODE=EUR",
                        "3 Customers Customers.csv:4 ACCOUNT=C3, CURRENCYCODE=USD");
    }

    @Test
    void readsTheSheetOfAWorkbookThatTheManifestNames() throws Exception {
        ByteArrayOutputStream workbook = new ByteArrayOutputStream();
        try (XSSFWorkbook book = new XSSFWorkbook()) {
            book.createSheet("Notes").createRow(0).createCell(0).setCellValue("x");
            Sheet sheet = book.createSheet("Customer_groups");
            sheet.createRow(0).createCell(0).setCellValue("CUSTOMERGROUPID");
            sheet.createRow(1).createCell(0).setCellValue("010");
            book.write(workbook);
        }
        new Packages()
                .entity(
                        "Customer groups",
                        "Customer groups.xlsx",
                        "<ExcelSheetName>Customer_groups$</ExcelSheetName><SourceFormat>EXCEL</SourceFormat>",
                        null)
                .part("Customer groups.xlsx", workbook.toByteArray())
                .write(file);

        assertThat(records(file)).containsExactly("1 Customer groups Customer groups.xlsx:2 CUSTOMERGROUPID=010");
    }

    @Test
    void readsXmlWithTheEntitiesWithinIt() throws Exception {
        new Packages()
                .entity(
                        "Sales orders composite V4",
                        "Orders.xml",
                        "<SourceFormat>XML-Attribute</SourceFormat><TargetEntity>SalesOrderHeaderV3Entity</TargetEntity>"
                                + "<EntityMapList>" + map("ORDERNUMBER", "SALESORDERNUMBER", "") + "</EntityMapList>",
                        "<Document><SALESORDERHEADERV3ENTITY ORDERNUMBER='S1' OTHER='x'><SALESORDERLINEV2ENTITY ITEM='A'/>"
                                + "<SALESORDERLINEV2ENTITY ITEM='B'/></SALESORDERHEADERV3ENTITY></Document>")
                .write(file);

        assertThat(records(file))
                .satisfiesExactlyInAnyOrder(
                        record -> assertThat(record)
                                .contains(" Sales orders composite V4 ", "SALESORDERNUMBER=S1")
                                .doesNotContain("OTHER"),
                        record -> assertThat(record).contains(" SALESORDERLINEV2ENTITY ", "ITEM=A"),
                        record -> assertThat(record).contains(" SALESORDERLINEV2ENTITY ", "ITEM=B"));
    }

    @Test
    void appliesTheTransformationsOfAnEntityInTheirOrder() throws Exception {
        String transform =
                "<EntityTransform><SequenceNumber>%d</SequenceNumber><XsltFileName>%s</XsltFileName></EntityTransform>";
        new Packages()
                .entity(
                        "Customer groups",
                        "Groups.xml",
                        "<TargetEntity>CustCustomerGroupEntity</TargetEntity><EntityTransformList>"
                                + transform.formatted(10, "second.xslt") + transform.formatted(2, "first.xslt")
                                + "</EntityTransformList>",
                        "<groups><group id='10'/></groups>")
                .part(
                        "Resources/Customer groups/first.xslt",
                        stylesheet(
                                "<middle><xsl:for-each select='groups/group'><g n='{@id}'/></xsl:for-each></middle>"))
                .part(
                        "Resources/Customer groups/second.xslt",
                        stylesheet(
                                "<Document><xsl:for-each select='middle/g'><CUSTCUSTOMERGROUPENTITY><ID>"
                                        + "<xsl:value-of select='@n'/></ID></CUSTCUSTOMERGROUPENTITY></xsl:for-each></Document>"))
                .write(file);

        assertThat(records(file)).singleElement().asString().contains(" Customer groups Groups.xml:", "ID=10");
    }

    private static byte[] stylesheet(String template) {
        return ("<xsl:stylesheet version='2.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'><xsl:template match='/'>"
                        + template + "</xsl:template></xsl:stylesheet>")
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE with a mark", "UTF-16BE", "UTF-8", "UTF-8 that declares UTF-16"})
    void readsManifestsInEveryEncodingThatIsAbout(String encoding) throws Exception {
        String document = Packages.manifest("<DataManagementPackageEntityData><InputFilePath>Grüße.csv</InputFilePath>"
                + "<EntityName>Grüße</EntityName></DataManagementPackageEntityData>");
        byte[] manifest =
                switch (encoding) {
                    case "UTF-16LE with a mark" -> utf16(document);
                    case "UTF-16BE" -> document.getBytes(StandardCharsets.UTF_16BE);
                    case "UTF-8" ->
                        ("<?xml version='1.0' encoding='utf-8'?>\r\n" + document).getBytes(StandardCharsets.UTF_8);
                    default ->
                        ("<?xml version=\"1.0\" encoding=\"utf-16\"?>" + document).getBytes(StandardCharsets.UTF_8);
                };
        new Packages()
                .part("Manifest.xml", manifest)
                .part("Grüße.csv", "ID\r\n1\r\n".getBytes(StandardCharsets.UTF_8))
                .write(file);

        assertThat(records(file)).containsExactly("1 Grüße Grüße.csv:2 ID=1");
    }

    @Test
    void saysWhatItLeftOut() throws Exception {
        new Packages()
                .entity("A", "A.csv", "<Disable>true</Disable>", null)
                .entity("B", "B.csv", "", "ID\r\n1\r\n")
                .entity("C", "C.csv", "", "ID\r\n1\r\n")
                .part(
                        "Manifest.xml",
                        Packages.utf16(Packages.manifest(
                                "<DataManagementPackageEntityData><EntityName>A</EntityName><InputFilePath>A.csv</InputFilePath>"
                                        + "<Disable>true</Disable></DataManagementPackageEntityData>"
                                        + "<DataManagementPackageEntityData><EntityName>B</EntityName><InputFilePath>B.csv"
                                        + "</InputFilePath></DataManagementPackageEntityData>"
                                        + "<DataManagementPackageEntityData><EntityName>C</EntityName><InputFilePath>C.csv"
                                        + "</InputFilePath></DataManagementPackageEntityData>")))
                .zip(file);

        assertThat(records(file, "c"))
                .containsExactly(
                        "1 C C.csv:2 ID=1",
                        "the entity A is disabled in the manifest and was left out",
                        "left out, as no mapping of the job is for them: B",
                        "the package has no PackageHeader.xml, without which Dynamics 365 takes none");
        assertThatThrownBy(() -> records(file, "d"))
                .hasMessage(
                        "the package has no entity that the job loads: it has B, C; the mappings of the job are for d");
    }

    @Test
    void refusesFilesThatAreNoPackage() throws Exception {
        Files.writeString(file, "ID\r\n1\r\n");
        assertRefused("the file is no data package: it begins with \"ID 1\"");
        new Packages().part("a.csv", new byte[1]).part("b.csv", new byte[1]).zip(file);
        assertRefused("the zip is no data package: it has no Manifest.xml, only a.csv, b.csv");
        new Packages().part("[Content_Types].xml", new byte[1]).zip(file);
        assertRefused("use <excel> as the source of the job");
        new Packages().part("export/Manifest.xml", new byte[1]).zip(file);
        assertRefused("Manifest.xml lies in a folder of the zip (export/Manifest.xml)", "pack the files themselves");
        new Packages()
                .part("Manifest.xml", "<tables/>".getBytes(StandardCharsets.UTF_8))
                .zip(file);
        assertRefused("Manifest.xml has the root <tables>", "<DataManagementPackageManifest> is needed");
        new Packages()
                .part("PackageHeader.xml", "<x/>".getBytes(StandardCharsets.UTF_8))
                .write(file);
        assertRefused("PackageHeader.xml has the root <x>");
        new Packages().write(file);
        assertRefused("Manifest.xml names no entity");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 30));
        assertRefused("the data package, the zip has no directory at its end: it was cut off");
    }

    @Test
    void namesTheEntityWhoseFileIsWrong() throws Exception {
        new Packages()
                .entity("Customer groups", "Customer groups.csv", "", null)
                .write(file);
        assertRefused(
                "the entity Customer groups has the file \"Customer groups.csv\" in the manifest", "does not have it");
        new Packages()
                .entity("A", "A.csv", "", null)
                .part("data/A.csv", new byte[1])
                .write(file);
        assertRefused("the entity A ", "lies in a folder (data/A.csv)", "put it beside the manifest");
        new Packages().entity("A", "data/A.csv", "", "ID\r\n1\r\n").write(file);
        assertRefused("the entity A has its file \"data/A.csv\" in a folder");
        new Packages()
                .entity("A", "A.dat", "<SourceFormat>FIXED</SourceFormat>", "x")
                .write(file);
        assertRefused("the entity A has the file \"A.dat\" in the format \"FIXED\"");
        new Packages().entity("A", "", "", null).write(file);
        assertRefused("does not name the file of the entity A");
        new Packages()
                .entity("A", "A.csv", "<ExecutionUnit>one</ExecutionUnit>", "ID\r\n1\r\n")
                .write(file);
        assertRefused("gives the entity A the ExecutionUnit \"one\"");
        new Packages().entity("A", "A.xlsx", "", "ID\r\n1\r\n").write(file);
        assertRefused("the entity A (A.xlsx), the file is no workbook: it begins with \"ID 1\"");
    }

    @Test
    void refusesATransformationWhoseStylesheetIsMissing() throws Exception {
        new Packages()
                .entity(
                        "A",
                        "A.xml",
                        "<EntityTransformList><EntityTransform><SequenceNumber>1</SequenceNumber><XsltFileName>a.xslt"
                                + "</XsltFileName></EntityTransform></EntityTransformList>",
                        "<x/>")
                .write(file);
        assertRefused("the entity A has a transformation", "does not have its stylesheet Resources/A/a.xslt");
    }

    @Test
    void followsNoDoctypeInTheManifest() throws Exception {
        new Packages()
                .part(
                        "Manifest.xml",
                        utf16("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><DataManagementPackageManifest>&e;"
                                + "</DataManagementPackageManifest>"))
                .write(file);
        assertRefused("Manifest.xml has a DOCTYPE, which is not allowed");
    }

    @Test
    void refusesNamesThatLeadOutOfTheZip() throws Exception {
        new Packages().entity("A", "../A.csv", "", "ID\r\n1\r\n").write(file);
        assertRefused("the data package", "leads out of the zip");
    }
}
