package io.drover.dynamicweb;

import java.util.List;

/** The source provider of a job. */
final class SourceConversion {
    private final Node source;
    private final String destination;
    private final List<Node> mappings;
    private final Notes notes;

    /**
     * The conversion.
     *
     * @param destination the kind of the destination's provider
     * @param mappings those that count
     */
    SourceConversion(Node source, String destination, List<Node> mappings, Notes notes) {
        this.source = source;
        this.destination = destination;
        this.mappings = mappings;
        this.notes = notes;
    }

    void addTo(NativeElement converted) {
        NativeElement element = converted.add("source");
        switch (source.shortType()) {
            case "XmlProvider" -> xml(element);
            case "CsvProvider" -> csv(element);
            case "ExcelProvider" -> excel(element);
            case "SqlProvider", "DynamicwebProvider", "EcomProvider", "UserProvider", "OrderProvider" -> sql(element);
            default ->
                throw new IllegalArgumentException("the source provider " + source.type()
                        + " has no counterpart; those of XML, CSV, Excel, SQL, Dynamicweb, Ecom, User and Order have");
        }
        Behaviours.check(source, notes);
    }

    private void xml(NativeElement element) {
        NativeElement xml =
                element.add("xml").with("decimalSeparator", decimalSeparator()).with("tableOptions", tableOptions());
        if (!source.text("xslfile").isEmpty()) {
            xml.with("xslt", Paths.stylesheet("xslfile", source.text("xslfile"), notes));
        }
        String file = source.text("SourceFile");
        boolean old = file.isEmpty() && source.text("SourceFolder").isEmpty();
        new SourceFiles(source, notes)
                .addTo(element, old ? source.text("Filename") : file, source.text("SourceFolder"), ".xml");
    }

    /** Which attributes of a table count is the destination's matter. */
    private String tableOptions() {
        return switch (destination) {
            case "Dynamicweb" -> "apply";
            case "Ecom" -> "applyToShop";
            case "Sql" -> "applyRemoval";
            default -> null;
        };
    }

    private void csv(NativeElement element) {
        element.add("csv")
                .with("delimiter", textOr("SourceFieldDelimiter", ";"))
                .with("quote", textOr("QuoteChar", "\""))
                .with("header", flagOr("SourceFirstRowContainsColumnNames", "true"))
                .with("trim", "true")
                .with("nullText", "NULL")
                .with("decimalSeparator", decimalSeparator());
        new SourceFiles(source, notes).addTo(element, source.text("SourceFile"), source.text("SourcePath"), ".csv");
    }

    private void excel(NativeElement element) {
        element.add("excel");
        new SourceFiles(source, notes).addTo(element, source.text("SourcePath"), source.text("SourceFolder"), ".xlsx");
    }

    private void sql(NativeElement element) {
        NativeElement sql = element.add("sql").with("dataSource", DataSources.of(source, notes));
        new SourceTables(source, mappings, notes).addTo(sql);
    }

    /** The culture of a server of Dynamicweb is not known here: what is not said is detected, and refused where it is not clear. */
    private String decimalSeparator() {
        String separator = source.text("SourceDecimalSeparator");
        return separator.equals(",") || separator.equals(".") ? separator : "detect";
    }

    private String textOr(String setting, String otherwise) {
        return source.text(setting).isEmpty() ? otherwise : source.text(setting);
    }

    private String flagOr(String setting, String otherwise) {
        return source.text(setting).isEmpty() ? otherwise : String.valueOf(source.is(setting));
    }
}
