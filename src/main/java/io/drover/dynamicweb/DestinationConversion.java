package io.drover.dynamicweb;

import java.util.Locale;
import java.util.Set;

/** The destination provider of a job, and what it makes of the rows of its tables. */
final class DestinationConversion {
    private static final Set<String> FILES = Set.of("XmlProvider", "CsvProvider", "ExcelProvider");

    private final Node destination;
    private final Notes notes;

    DestinationConversion(Node destination, Notes notes) {
        this.destination = destination;
        this.notes = notes;
    }

    void addTo(NativeElement converted) {
        NativeElement element = converted.add("destination");
        switch (destination.shortType()) {
            case "XmlProvider" -> xml(element);
            case "CsvProvider" -> csv(element);
            case "ExcelProvider" -> excel(element);
            case "SqlProvider", "DynamicwebProvider", "EcomProvider", "UserProvider", "OrderProvider" ->
                element.add("sql").with("dataSource", DataSources.of(destination, notes));
            default ->
                throw new IllegalArgumentException("the destination provider " + destination.type()
                        + " has no counterpart; those of XML, CSV, Excel, SQL, Dynamicweb, Ecom, User and Order have");
        }
    }

    boolean isDatabase() {
        return !FILES.contains(destination.shortType());
    }

    boolean is(String option) {
        return destination.is(option);
    }

    String text(String option) {
        return destination.text(option);
    }

    Node provider() {
        return destination;
    }

    private void xml(NativeElement element) {
        NativeElement xml = element.add("xml").with("encoding", Encodings.ofXml(destination.text("Encoding"), notes));
        if (!destination.text("DestinationXslfile").isEmpty()) {
            xml.with("xslt", Paths.belowIntegration(destination.text("DestinationXslfile")));
        }
        String file = destination.text("DestinationFile");
        output(element, file.isEmpty() ? destination.text("Filename") : file, ".xml");
        notes.addUnknown(
                destination,
                "DestinationFile",
                "DestinationFolder",
                "DestinationXslfile",
                "Encoding",
                "SkipTroublesomeRows",
                "IncludeTimestampInFileName",
                "Filename",
                "SourceFile",
                "SourceFolder",
                "xslfile",
                "SourceDecimalSeparator",
                "DeleteSourceFile",
                "ArchiveSourceFiles");
    }

    private void csv(NativeElement element) {
        element.add("csv")
                .with(
                        "delimiter",
                        destination.text("SourceFieldDelimiter").isEmpty()
                                ? ";"
                                : destination.text("SourceFieldDelimiter"))
                .with("quote", destination.text("QuoteChar").isEmpty() ? "\"" : destination.text("QuoteChar"))
                .with(
                        "header",
                        destination
                                        .text("DestinationFirstRowContainsColumnNames")
                                        .equalsIgnoreCase("false")
                                ? "false"
                                : "true")
                .with("nullText", "NULL")
                .with("encoding", Encodings.ofCsv(destination.text("DestinationEncoding")));
        output(element, "{table}.csv", ".csv");
        notes.addUnknown(
                destination,
                "SourceFieldDelimiter",
                "QuoteChar",
                "DestinationFirstRowContainsColumnNames",
                "SourceFirstRowContainsColumnNames",
                "DestinationEncoding",
                "Encoding",
                "SourcePath",
                "SourceFile",
                "DestinationFolder",
                "SourceDecimalSeparator",
                "IncludeTimestampInFileName",
                "DeleteSourceFiles",
                "IgnoreDefectiveRows");
    }

    private void excel(NativeElement element) {
        element.add("excel");
        output(element, destination.text("DestinationFile"), ".xlsx");
        notes.addUnknown(destination, "DestinationFile", "DestinationFolder", "SourcePath", "SourceFolder");
    }

    private void output(NativeElement element, String file, String extension) {
        String name = file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
        name = name.isEmpty()
                ? "{job}"
                : name.toLowerCase(Locale.ROOT).endsWith(extension)
                        ? name.substring(0, name.length() - extension.length())
                        : name;
        String folder = destination.text("DestinationFolder").isEmpty()
                ? destination.text("SourcePath")
                : destination.text("DestinationFolder");
        element.add("output")
                .with("folder", folder.isEmpty() ? null : Paths.belowIntegration(folder))
                .with("file", name + (destination.is("IncludeTimestampInFileName") ? "{timestamp}" : "") + extension);
    }
}
