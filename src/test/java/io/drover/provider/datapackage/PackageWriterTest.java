package io.drover.provider.datapackage;

import static io.drover.provider.datapackage.Packages.records;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.MappedRow;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.format.DestinationFormat;
import io.drover.provider.format.OutputFiles;
import io.drover.provider.format.TableFileWriter;
import io.drover.testing.TestFormats;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The shape of the packages that Drover writes, as that of Dynamics 365's, and that they come back as they were. */
class PackageWriterTest {
    private static final String NAMESPACE = "http://schemas.microsoft.com/dynamics/2015/01/DataManagement";

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("package.zip");
    }

    private static DestinationColumn column(String name) {
        return DestinationColumn.ofFile(name, ColumnType.TEXT);
    }

    private static MappedRow row(String... values) {
        return new MappedRow(new SourceRecord(1, 1, values, null), values);
    }

    private void write(String format) throws IOException {
        PackageDestination output = TestFormats.destination(
                PackageDestination.class,
                "<package entityFormat='" + format
                        + "'><entity name='Customer groups' target='CustCustomerGroupEntity'/></package>");
        OutputFiles files = table -> Files.newOutputStream(file);
        try (TableFileWriter writer =
                output.open(new DestinationFormat.Context("Export customers", null, files, false))) {
            writer.begin("Customer groups", List.of(column("CustomerGroupId"), column("Description")));
            writer.begin("Country/regions", List.of(column("Code")));
            writer.write("Customer groups", List.of(row("010", "Wholesale, \"big\"")), (row, reason) -> {});
            writer.write("Country/regions", List.of(row("DK")), (row, reason) -> {});
            writer.write("Customer groups", List.of(row("020", null)), (row, reason) -> {});
            writer.finish();
        }
    }

    private byte[] part(String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            return zip.getInputStream(zip.getEntry(name)).readAllBytes();
        }
    }

    private Element document(String name) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        return factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(part(name)))
                .getDocumentElement();
    }

    private static List<String> children(Node parent) {
        List<String> names = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            assertThat(child.getNamespaceURI()).isEqualTo(NAMESPACE);
            names.add(child.getLocalName());
        }
        return names;
    }

    private static Element first(Element parent, String name) {
        return (Element) parent.getElementsByTagNameNS(NAMESPACE, name).item(0);
    }

    @ParameterizedTest
    @CsvSource({"csv,Groups,GROUPS", "excel,Groups,groups", "xml-element,Sales lines,Saleslines"})
    void namesThatDynamics365WouldTakeForOneAreRefused(String format, String one, String other) throws IOException {
        PackageDestination output =
                TestFormats.destination(PackageDestination.class, "<package entityFormat='" + format + "'/>");
        try (TableFileWriter writer = output.open(
                new DestinationFormat.Context("Export", null, table -> Files.newOutputStream(file), false))) {
            writer.begin(one, List.of(column("A")));

            assertThatThrownBy(() -> writer.begin(other, List.of(column("A"))))
                    .hasMessageContaining("the entity " + other + " would be taken for another one");
        }
    }

    @Test
    void writesTheManifestAndTheHeaderThatDynamics365Writes() throws Exception {
        write("csv");

        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(Collections.list(zip.entries()).stream().map(ZipEntry::getName))
                    .containsExactly("Manifest.xml", "PackageHeader.xml", "Customer groups.csv", "Countryregions.csv");
        }
        for (String name : List.of("Manifest.xml", "PackageHeader.xml")) {
            String text = new String(part(name), StandardCharsets.UTF_16LE);
            assertThat(text).startsWith("\uFEFF<DataManagementPackage").doesNotContain("<?xml", "\n", "\r");
        }
        Element header = document("PackageHeader.xml");
        assertThat(header.getLocalName()).isEqualTo("DataManagementPackageHeader");
        assertThat(children(header)).containsExactly("Description", "ManifestType", "PackageType", "PackageVersion");
        assertThat(first(header, "PackageType").getTextContent()).isEqualTo("DefinitionGroup");
        Element manifest = document("Manifest.xml");
        assertThat(manifest.getLocalName()).isEqualTo("DataManagementPackageManifest");
        assertThat(children(manifest)).containsExactly("DefinitionGroupName", "Description", "PackageEntityList");
        assertThat(first(manifest, "DefinitionGroupName").getTextContent()).isEqualTo("Export customers");
        Element entity = first(manifest, "DataManagementPackageEntityData");
        assertThat(children(entity))
                .isSorted()
                .contains(
                        "DefaultRefreshType",
                        "Disable",
                        "EntityMapList",
                        "EntityName",
                        "EntityTransformList",
                        "ExcelSheetName",
                        "ExecutionUnit",
                        "FailExecutionUnitOnError",
                        "FailLevelOnError",
                        "InputFilePath",
                        "LevelInExecutionUnit",
                        "QueryData",
                        "QueryFilter",
                        "RunBusinessLogic",
                        "RunBusinessValidation",
                        "SampleFilePath",
                        "SequenceInLevel",
                        "SkipStaging",
                        "SourceFormat",
                        "TargetEntity",
                        "ValidationStatus");
        assertThat(first(entity, "EntityName").getTextContent()).isEqualTo("Customer groups");
        assertThat(first(entity, "TargetEntity").getTextContent()).isEqualTo("CustCustomerGroupEntity");
        assertThat(first(entity, "SourceFormat").getTextContent()).isEqualTo("CSV");
        assertThat(first(entity, "QueryFilter").getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "nil"))
                .isEqualTo("true");
        Element map = first(entity, "EntityMap");
        assertThat(children(map))
                .containsExactly(
                        "ArrayIndex",
                        "EntityField",
                        "EntityFieldConversionList",
                        "IsAutoDefault",
                        "IsAutoGenerated",
                        "IsDefaultValueEqualNull",
                        "UseTextQualifier",
                        "XMLField");
        assertThat(first(map, "EntityField").getTextContent()).isEqualTo("CUSTOMERGROUPID");
        assertThat(first(map, "XMLField").getTextContent()).isEqualTo("CUSTOMERGROUPID");
        assertThat(new String(part("Customer groups.csv"), StandardCharsets.UTF_8))
                .isEqualTo("CUSTOMERGROUPID,DESCRIPTION\r\n010,\"Wholesale, \"\"big\"\"\"\r\n020,\r\n");
    }

    @Test
    void readsBackWhatItWroteAsCsvWhichHasNoNull() throws Exception {
        write("csv");

        assertThat(records(file))
                .containsExactly(
                        "1 Customer groups Customer groups.csv:2 CUSTOMERGROUPID=010, DESCRIPTION=Wholesale, \"big\"",
                        "2 Customer groups Customer groups.csv:3 CUSTOMERGROUPID=020, DESCRIPTION=",
                        "3 Country/regions Countryregions.csv:2 CODE=DK");
    }

    @Test
    void readsBackWhatItWroteAsWorkbooks() throws Exception {
        write("excel");

        assertThat(first(document("Manifest.xml"), "ExcelSheetName").getTextContent())
                .isEqualTo("Customer_groups$");
        assertThat(records(file))
                .containsExactly(
                        "1 Customer groups Customer groups.xlsx:2 CUSTOMERGROUPID=010, DESCRIPTION=Wholesale, \"big\"",
                        "2 Customer groups Customer groups.xlsx:3 CUSTOMERGROUPID=020",
                        "3 Country/regions Countryregions.xlsx:2 CODE=DK");
    }

    @Test
    void writesXmlWithElementsOfTheNamesInTheCode() throws Exception {
        write("xml-element");

        assertThat(new String(part("Customer groups.xml"), StandardCharsets.UTF_8))
                .contains("<CUSTCUSTOMERGROUPENTITY>", "<CUSTOMERGROUPID>010</CUSTOMERGROUPID>");
        assertThat(new String(part("Countryregions.xml"), StandardCharsets.UTF_8))
                .contains("<COUNTRYREGIONS>", "<CODE>DK</CODE>");
    }

    @Test
    void givesRejectedRecordsBackAsAPackageThatIsReadLikeTheFirst() throws Exception {
        SourceTable groups = new SourceTable("Customer groups", List.of("ID", "NAME"));
        SourceTable regions = new SourceTable("Country/regions", List.of("CODE"));
        try (PackageRejects rejects = new PackageRejects(file)) {
            rejects.add("groups.xlsx", groups, new SourceRecord(1, 2, new String[] {"010", "x"}, null), "too short");
            rejects.add("regions.XLSX", regions, new SourceRecord(9, 2, new String[] {"DK"}, null), "unknown");
            assertThat(rejects.finish()).isTrue();
        }

        assertThat(records(file))
                .containsExactly(
                        "1 Customer groups Customer groups.xlsx:2 ID=010, NAME=x",
                        "2 Country/regions Countryregions.xlsx:2 CODE=DK");
        assertThat(folder.toFile().listFiles()).containsExactly(file.toFile());
    }
}
