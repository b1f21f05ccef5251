package io.drover.dynamicweb;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The source provider of a job. */
final class SourceConversion {
    private final Node source;
    private final Node job;
    private final Notes notes;

    SourceConversion(Node source, Node job, Notes notes) {
        this.source = source;
        this.job = job;
        this.notes = notes;
    }

    void addTo(NativeElement converted) {
        NativeElement element = converted.add("source");
        switch (source.shortType()) {
            case "XmlProvider" -> xml(element);
            case "CsvProvider" -> csv(element);
            case "ExcelProvider" -> excel(element);
            case "SqlProvider", "DynamicwebProvider", "EcomProvider" -> sql(element);
            case "UserProvider" -> users(element);
            case "OrderProvider" -> orders(element);
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
        return switch (job.child("destination").map(Node::kind).orElse("")) {
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
        element.add("sql").with("dataSource", DataSources.of(source, notes));
    }

    private void users(NativeElement element) {
        element.add("sql").with("dataSource", DataSources.of(source, notes));
    }

    /** Truth is a parameter: databases have different words for it. */
    private void orders(NativeElement element) {
        NativeElement sql = element.add("sql").with("dataSource", DataSources.of(source, notes));
        StringBuilder which = new StringBuilder();
        if (source.is("ExportNotYetExportedOrders")) {
            which.append(" AND (OrderIsExported = :no OR OrderIsExported IS NULL)");
        }
        if (source.is("ExportOnlyOrdersWithoutExtID")) {
            which.append(" AND (OrderIntegrationOrderId IS NULL OR OrderIntegrationOrderId = '')");
        }
        if (source.is("DoNotExportCarts")) {
            which.append(" AND OrderCart = :no AND OrderComplete = :yes");
        }
        String where = which.isEmpty() ? "" : " WHERE " + which.substring(" AND ".length());
        Set<String> tables = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        job.child("mappings").ifPresent(mappings -> mappings.all("mapping")
                .forEach(mapping -> tables.add(mapping.text("sourceTableName"))));
        if (!where.isEmpty()) {
            query(sql, "EcomOrders", "SELECT * FROM EcomOrders" + where);
            if (tables.contains("EcomOrderLines")) {
                query(
                        sql,
                        "EcomOrderLines",
                        "SELECT * FROM EcomOrderLines WHERE OrderLineOrderId IN (SELECT OrderId FROM EcomOrders" + where
                                + ")");
            }
        }
        String state = source.text("OrderStateAfterExport");
        requireAllWritten();
        boolean marks = source.is("ExportNotYetExportedOrders") || !state.isEmpty();
        if (marks) {
            sql.add("afterwards")
                    .text("UPDATE EcomOrders SET OrderIsExported = :yes"
                            + (state.isEmpty() ? "" : ", OrderStateId = '" + state.replace("'", "''") + "'") + where);
        }
        if (which.toString().contains(":no")) {
            sql.add("parameter").with("name", "no").with("value", "false");
        }
        if (marks || which.toString().contains(":yes")) {
            sql.add("parameter").with("name", "yes").with("value", "true");
        }
    }

    /** Orders are marked by what was read: what a mapping leaves out would be marked unsent. */
    private void requireAllWritten() {
        boolean marks = source.is("ExportNotYetExportedOrders")
                || !source.text("OrderStateAfterExport").isEmpty();
        if (marks) {
            job.child("mappings").ifPresent(all -> all.all("mapping").stream()
                    .filter(mapping -> mapping.text("sourceTableName").equalsIgnoreCase("EcomOrders"))
                    .filter(SourceConversion::leavesOut)
                    .forEach(mapping ->
                            notes.refuse("OrderProvider: ExportNotYetExportedOrders or OrderStateAfterExport with"
                                    + " conditions or SkipRow on EcomOrders")));
        }
    }

    private static boolean leavesOut(Node mapping) {
        return Stream.of("mappingConditionals", "conditionals")
                        .flatMap(name -> mapping.all(name).stream())
                        .anyMatch(conditions -> !conditions.children().isEmpty())
                || mapping.child("columnMappings").stream()
                        .flatMap(columns -> columns.all("columnMapping").stream())
                        .anyMatch(column -> column.text("nullEmptyActionType").equalsIgnoreCase("SkipRow"));
    }

    private static void query(NativeElement sql, String table, String statement) {
        sql.add("query").with("name", table).text(statement);
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
