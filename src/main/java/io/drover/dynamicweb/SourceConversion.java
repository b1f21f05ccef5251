package io.drover.dynamicweb;

import java.util.Set;
import java.util.TreeSet;

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
    }

    private void xml(NativeElement element) {
        NativeElement xml =
                element.add("xml").with("decimalSeparator", decimalSeparator()).with("tableOptions", "apply");
        if (!source.text("xslfile").isEmpty()) {
            xml.with("xslt", Paths.belowIntegration(source.text("xslfile")));
        }
        files(element, "SourceFile", "SourceFolder", ".xml");
        // The destination's settings are saved on either side
        notes.addUnknown(
                source,
                "SourceFile",
                "SourceFolder",
                "xslfile",
                "SourceDecimalSeparator",
                "DeleteSourceFile",
                "ArchiveSourceFiles",
                "Filename",
                "DestinationFile",
                "DestinationFolder",
                "DestinationXslfile",
                "Encoding",
                "SkipTroublesomeRows",
                "ExportProductFieldDescriptions",
                "IncludeTimestampInFileName");
    }

    private void csv(NativeElement element) {
        element.add("csv")
                .with("delimiter", textOr("SourceFieldDelimiter", ";"))
                .with("quote", textOr("QuoteChar", "\""))
                .with("header", flagOr("SourceFirstRowContainsColumnNames", "true"))
                .with("nullText", "NULL")
                .with("encoding", Encodings.ofCsv(source.text("Encoding")))
                .with("decimalSeparator", decimalSeparator());
        files(element, "SourceFile", "SourcePath", ".csv");
        notes.addUnknown(
                source,
                "SourceFieldDelimiter",
                "QuoteChar",
                "SourceFirstRowContainsColumnNames",
                "SourcePath",
                "SourceFile",
                "SourceDecimalSeparator",
                "DeleteSourceFiles",
                "DeleteSourceFile",
                "IgnoreDefectiveRows",
                "DestinationFirstRowContainsColumnNames",
                "DestinationEncoding",
                "IncludeTimestampInFileName",
                "Encoding");
    }

    private void excel(NativeElement element) {
        element.add("excel");
        files(element, "SourcePath", "SourceFolder", ".xlsx");
        notes.addUnknown(source, "SourcePath", "SourceFolder", "DestinationFile", "DestinationFolder");
    }

    /** The file that Dynamicweb would read comes to the inbox as soon as it lies there. */
    private void files(NativeElement element, String fileSetting, String folderSetting, String extension) {
        String file = source.text(fileSetting);
        String folder = source.text(folderSetting);
        if (file.isEmpty() && folder.isEmpty()) {
            notes.add("the source names neither a file nor a folder: drop deliveries in the inbox of the job");
            return;
        }
        String place = file.contains("/") || file.contains("\\") || folder.isEmpty() ? file : folder + "/" + file;
        boolean one = !file.isEmpty();
        String path = Paths.fromFiles(place);
        String name = path.substring(path.lastIndexOf('/') + 1);
        boolean keep =
                !source.is("DeleteSourceFile") && !source.is("DeleteSourceFiles") && !source.is("ArchiveSourceFiles");
        element.add("endpoint")
                .with(
                        "uri",
                        "file:" + (one ? Paths.parent(path) : path)
                                + (one ? "?fileName=" + name : "?include=.*\\" + extension)
                                + "&readLock=changed&readLockMinAge=5000"
                                + (keep
                                        ? "&noop=true&idempotentKey=${file:name}-${file:size}-${file:modified}"
                                        : "&delete=true"));
        notes.add("the job runs when " + place + " appears or changes, and not only when it is asked to"
                + (keep ? "" : "; what was read lies in Archive"));
    }

    private void sql(NativeElement element) {
        element.add("sql").with("dataSource", DataSources.of(source, notes)).with("schema", null);
        notes.addUnknown(source, DataSources.SETTINGS);
    }

    private void users(NativeElement element) {
        NativeElement sql = element.add("sql").with("dataSource", DataSources.of(source, notes));
        if (source.is("ExportNotExportedUsers")) {
            query(
                    sql,
                    "AccessUser",
                    "SELECT * FROM AccessUser WHERE AccessUserExported IS NULL OR AccessUserExported < AccessUserUpdatedOn");
        }
        notes.addUnknown(source, DataSources.and("ExportNotExportedUsers", "UserKeyField"));
    }

    /** Truth is a parameter: databases have different words for it. */
    private void orders(NativeElement element) {
        NativeElement sql = element.add("sql").with("dataSource", DataSources.of(source, notes));
        StringBuilder which = new StringBuilder();
        if (source.is("ExportNotYetExportedOrders")) {
            which.append(" AND OrderIsExported = :no");
        }
        if (source.is("ExportOnlyOrdersWithoutExtID")) {
            which.append(" AND (OrderIntegrationOrderId IS NULL OR OrderIntegrationOrderId = '')");
        }
        if (source.is("DoNotExportCarts")) {
            which.append(" AND OrderCart = :no");
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
        boolean marks = source.is("ExportNotYetExportedOrders") || !state.isEmpty();
        if (marks) {
            sql.add("afterwards")
                    .text("UPDATE EcomOrders SET OrderIsExported = :yes"
                            + (state.isEmpty() ? "" : ", OrderStateId = '" + state.replace("'", "''") + "'") + where);
        }
        if (which.toString().contains(":no")) {
            sql.add("parameter").with("name", "no").with("value", "false");
        }
        if (marks) {
            sql.add("parameter").with("name", "yes").with("value", "true");
        }
        notes.addUnknown(
                source,
                DataSources.and(
                        "ExportNotYetExportedOrders",
                        "ExportOnlyOrdersWithoutExtID",
                        "DoNotExportCarts",
                        "OrderStateAfterExport"));
    }

    private static void query(NativeElement sql, String table, String statement) {
        sql.add("query").with("name", table).text(statement);
    }

    private String decimalSeparator() {
        return switch (source.text("SourceDecimalSeparator")) {
            case "," -> ",";
            case ".", "" -> ".";
            default -> "detect";
        };
    }

    private String textOr(String setting, String otherwise) {
        return source.text(setting).isEmpty() ? otherwise : source.text(setting);
    }

    private String flagOr(String setting, String otherwise) {
        return source.text(setting).isEmpty() ? otherwise : String.valueOf(source.is(setting));
    }
}
