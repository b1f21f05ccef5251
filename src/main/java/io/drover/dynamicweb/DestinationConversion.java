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
            case "UserProvider" -> users(element.add("sql").with("dataSource", DataSources.of(destination, notes)));
            case "SqlProvider", "DynamicwebProvider", "OrderProvider" ->
                element.add("sql").with("dataSource", DataSources.of(destination, notes));
            case "EcomProvider" -> ecom(element.add("sql").with("dataSource", DataSources.of(destination, notes)));
            default ->
                throw new IllegalArgumentException("the destination provider " + destination.type()
                        + " has no counterpart; those of XML, CSV, Excel, SQL, Dynamicweb, Ecom, User and Order have");
        }
        Behaviours.check(destination, notes);
    }

    private void users(NativeElement sql) {
        sql.add("users")
                .with("group", orNull(destination.text("DestinationFolder").replaceFirst("^GRP_", "")))
                .with("emailAsUserName", destination.is("UseEmailForUsername") ? "true" : null);
    }

    private void ecom(NativeElement sql) {
        sql.add("ecom")
                .with("defaultLanguage", orNull(destination.text("DefaultLanguage")))
                .with("shop", orNull(destination.text("Shop")))
                .with("createMissingGroups", isUnlessSaid("CreateMissingGoups") ? null : "false")
                .with("strictKeys", isUnlessSaid("UseStrictPrimaryKeyMatching") ? null : "false")
                .with("updateEveryVariant", destination.is("UpdateOnlyExistingProducts") ? "true" : null);
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    boolean isDatabase() {
        return !FILES.contains(destination.shortType());
    }

    /** The provider without the word Provider, such as {@code Ecom}. */
    String kind() {
        return destination.kind();
    }

    /** Whether an option is on that is on when the file does not say it. */
    boolean isUnlessSaid(String option) {
        return destination.child(option).isEmpty() || destination.is(option);
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
        NativeElement xml = element.add("xml")
                .with("encoding", Encodings.ofXml(destination.text("Encoding"), notes))
                .with("decimalSeparator", decimalSeparator());
        if (!destination.text("DestinationXslfile").isEmpty()) {
            xml.with("xslt", Paths.stylesheet("DestinationXslfile", destination.text("DestinationXslfile"), notes));
        }
        String file = destination.text("DestinationFile");
        output(element, file.isEmpty() ? destination.text("Filename") : file, ".xml");
    }

    /** As Dynamicweb writes it: everything quoted, truth and dates in its own forms. */
    private void csv(NativeElement element) {
        String encoding = Encodings.ofCsv(destination.text("DestinationEncoding"));
        element.add("csv")
                .with("delimiter", textOr("SourceFieldDelimiter", ";"))
                .with("quote", textOr("QuoteChar", "\""))
                .with(
                        "header",
                        destination
                                        .text("DestinationFirstRowContainsColumnNames")
                                        .equalsIgnoreCase("false")
                                ? "false"
                                : "true")
                .with("nullText", "NULL")
                .with("encoding", encoding)
                .with("byteOrderMark", encoding == null || encoding.startsWith("UTF") ? "true" : null)
                .with("quoting", "all")
                .with("decimalSeparator", decimalSeparator())
                .with("dateFormat", "dd-MM-yyyy '00:00:00:000'")
                .with("timestampFormat", "dd-MM-yyyy HH:mm:ss:SSS")
                .with("trueText", "True")
                .with("falseText", "False");
        output(element, "{table}.csv", ".csv");
    }

    /** Of the job's culture, which its file does not say: most installations have a comma. */
    private String decimalSeparator() {
        if (destination.text("SourceDecimalSeparator").equals(".")) {
            return null;
        }
        notes.add(
                "numbers are written with a decimal comma; with a point when SourceDecimalSeparator of the destination is one");
        return ",";
    }

    private String textOr(String setting, String otherwise) {
        return destination.text(setting).isEmpty() ? otherwise : destination.text(setting);
    }

    private void excel(NativeElement element) {
        element.add("excel");
        output(element, destination.text("DestinationFile"), ".xlsx");
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
