package io.drover.provider.datapackage;

import io.drover.provider.csv.CsvDestination;
import io.drover.provider.excel.ExcelDestination;
import io.drover.provider.format.DestinationFormat;
import io.drover.provider.xml.writer.XmlDestination;
import io.drover.provider.xml.writer.XmlDestination.Shape;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlType;
import java.util.function.Supplier;

/** How the files of the entities in a package are written: the source data formats that every Dynamics 365 has. */
@XmlType(name = "") // anonymous in the schema
enum EntityFormat {
    @XmlEnumValue("csv")
    CSV("CSV", ".csv", () -> CsvDestination.ofPackage("UTF-8", false)),
    @XmlEnumValue("csv-unicode")
    CSV_UNICODE("CSV-Unicode", ".csv", () -> CsvDestination.ofPackage("UTF-16LE", true)),
    @XmlEnumValue("excel")
    EXCEL("EXCEL", ".xlsx", ExcelDestination::new),
    @XmlEnumValue("xml-element")
    XML_ELEMENT("XML-Element", ".xml", () -> XmlDestination.ofPackage(Shape.ELEMENTS)),
    @XmlEnumValue("xml-attribute")
    XML_ATTRIBUTE("XML-Attribute", ".xml", () -> XmlDestination.ofPackage(Shape.ATTRIBUTES));

    private final String sourceFormat;
    private final String extension;

    @SuppressWarnings("ImmutableEnumChecker") // constructor references
    private final Supplier<DestinationFormat> files;

    EntityFormat(String sourceFormat, String extension, Supplier<DestinationFormat> files) {
        this.sourceFormat = sourceFormat;
        this.extension = extension;
        this.files = files;
    }

    /** Its name in a manifest. */
    String sourceFormat() {
        return sourceFormat;
    }

    /** What the names of its files end with. */
    String extension() {
        return extension;
    }

    /** Writes the files. */
    DestinationFormat files() {
        return files.get();
    }
}
