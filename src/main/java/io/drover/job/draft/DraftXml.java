package io.drover.job.draft;

import io.drover.job.draft.DraftTable.Misfit;
import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.NameSuggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes the definition of a drafted job. */
final class DraftXml {
    private static final String INDENT = "    ";
    /** A number or a date, which no column is called by. */
    private static final Pattern VALUE = Pattern.compile("-?[0-9]+([.,:/-][0-9]+)*( [0-9:.]+)?");

    private final String name;
    private final DraftSource source;
    private final String dataSource;
    private final List<String> lost = new ArrayList<>();
    private final List<DraftTable> tables = new ArrayList<>();
    private String summary;
    private char separator = '.';

    DraftXml(String name, DraftSource source, String dataSource) {
        this.name = name;
        this.source = source;
        this.dataSource = dataSource;
    }

    void survey(String text) {
        summary = text;
    }

    void tableWithoutPartner(String table, String reason) {
        lost.add("The table " + table + " of the file is not mapped: " + reason);
    }

    /** Why tables are not mapped. */
    String remarks() {
        return String.join("; ", lost);
    }

    void table(DraftTable table) {
        tables.add(table);
    }

    /** Takes the decimal separator with which more columns fit. */
    void separator(List<DraftTable> all) {
        int points = all.stream().mapToInt(table -> table.misfits('.')).sum();
        if (points > 0 && all.stream().mapToInt(table -> table.misfits(',')).allMatch(n -> n < Integer.MAX_VALUE)) {
            int commas = all.stream().mapToInt(table -> table.misfits(',')).sum();
            separator = commas < points ? ',' : '.';
        }
    }

    @Override
    public String toString() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        if (summary != null) {
            comment(xml, "", summary + ". Look at the comments, then try it with a dry run (docs/guide/jobs.md)");
        }
        xml.append("<job").append(attribute("name", name)).append(" onError=\"stop\">\n");
        xml.append("    <source>\n");
        sourceRemarks().forEach(remark -> comment(xml, INDENT + INDENT, remark));
        xml.append(INDENT + INDENT + "<").append(source.format().element()).append(tableAttribute());
        source.attributes().forEach((attribute, value) -> xml.append(attribute(attribute, value)));
        xml.append(separator == '.' ? "" : attribute("decimalSeparator", ",")).append("/>\n    </source>\n");
        xml.append("    <destination>\n        <sql").append(attribute("dataSource", dataSource));
        xml.append("/>\n    </destination>\n");
        tables.forEach(table -> mapping(xml, table));
        lost.forEach(remark -> comment(xml, INDENT, remark));
        return xml.append("</job>\n").toString();
    }

    private List<String> sourceRemarks() {
        List<String> remarks = new ArrayList<>();
        if (source.nullText() != null) {
            remarks.add(
                    "nullText: " + source.nullText() + " stands in the file for no value; remove it if it is a text");
        }
        String first = tables.stream()
                .flatMap(table -> table.source().columns().stream())
                .filter(column -> VALUE.matcher(column).matches())
                .findFirst()
                .orElse(null);
        if (source.isCsv() && source.header() && first != null) {
            remarks.add("the first row holds " + first
                    + ", as rows of values do: if it is no header, draft again with --no-header");
        }
        return remarks;
    }

    /** Where a file's name would name the table, the table gets a name that stays: the next file has another one. */
    private String tableAttribute() {
        return source.format().namesTableAfterFile() && tables.size() == 1
                ? attribute("table", tables.get(0).source().name())
                : "";
    }

    private void mapping(StringBuilder xml, DraftTable table) {
        xml.append("    <mapping").append(attribute("source", table.source().name()));
        xml.append(attribute("destination", table.destination().name())).append(">\n");
        String indent = INDENT + INDENT;
        for (String column : table.source().columns()) {
            table.partner(column).ifPresent(partner -> {
                table.misfit(column, separator)
                        .ifPresent(misfit -> comment(xml, indent, words(column, partner, misfit, table)));
                xml.append(indent).append("<column").append(attribute("source", column));
                xml.append(attribute("destination", partner.name())).append("/>\n");
            });
        }
        table.keys().forEach(key -> xml.append(indent)
                .append("<key")
                .append(attribute("column", key.name()))
                .append("/>\n"));
        remarks(table).forEach(remark -> comment(xml, indent, remark));
        xml.append("    </mapping>\n");
    }

    private static String words(String column, DestinationColumn partner, Misfit misfit, DraftTable table) {
        return misfit.count() + " of the first " + table.tried() + " values of " + column
                + (misfit.count() == 1 ? " does" : " do") + " not fit "
                + partner.name() + " (" + type(partner) + "). Line " + misfit.line() + ": "
                + (misfit.first().value() == null ? "" : "'" + misfit.first().value() + "' ")
                + misfit.first().reason();
    }

    private static String type(DestinationColumn column) {
        boolean sized = (column.type() == ColumnType.TEXT || column.type() == ColumnType.DECIMAL) && column.size() > 0;
        if (!sized || column.typeName().contains("(")) {
            return column.typeName();
        }
        return column.typeName() + "(" + column.size() + (column.scale() == 0 ? "" : "," + column.scale()) + ")";
    }

    private static List<String> remarks(DraftTable table) {
        List<String> remarks = new ArrayList<>();
        if (table.keys().isEmpty()) {
            remarks.add(
                    "No key: every record is inserted as a new row, also when the file comes again. Give the columns that"
                            + " tell rows apart, such as <key column=\"" + firstColumn(table) + "\"/>"
                            + (table.isOwn()
                                    ? ""
                                    : "; in this database the job does not run without, unless there is a drover_ledger"));
        }
        List<DestinationColumn> without = table.without();
        List<String> free = without.stream()
                .filter(column -> !column.generated())
                .map(DestinationColumn::name)
                .toList();
        for (String column : table.source().columns()) {
            if (table.partner(column).isEmpty()) {
                remarks.add(lonely(column, without, free));
            }
        }
        without.stream()
                .filter(column -> !column.nullable() && !column.hasDefault() && !column.generated())
                .forEach(column -> remarks.add(column.name() + " (" + type(column)
                        + ") is required and gets nothing: new rows cannot be stored without it"));
        String left = without.stream()
                .filter(column -> column.nullable() || column.hasDefault() || column.generated())
                .map(column -> column.name() + (column.generated() ? " (made by the database)" : ""))
                .collect(Collectors.joining(", "));
        if (!left.isEmpty()) {
            remarks.add("Columns of the table that get nothing from the file: " + left);
        }
        return remarks;
    }

    private static String firstColumn(DraftTable table) {
        return table.source().columns().stream()
                .flatMap(column -> table.partner(column).stream())
                .map(DestinationColumn::name)
                .findFirst()
                .orElseThrow();
    }

    private static String lonely(String column, List<DestinationColumn> without, List<String> free) {
        boolean generated = without.stream()
                .anyMatch(other -> other.generated() && other.name().equalsIgnoreCase(column));
        if (generated) {
            return column + " of the file is not mapped: the database makes the values of this column itself";
        }
        return column + " of the file is not mapped: the table has no column of this name"
                + (free.isEmpty()
                        ? ""
                        : "; " + NameSuggestions.near("columns", column, free).replace("its columns", "free columns"));
    }

    private static String attribute(String attribute, String value) {
        return " " + attribute + "=\"" + escaped(value).replace("\"", "&quot;") + "\"";
    }

    private static void comment(StringBuilder xml, String indent, String text) {
        // What XML does not take in a comment: two hyphens in a row, control characters
        String safe = text.replaceAll("[\\p{Cntrl}\\uFFFE\\uFFFF]", " ").replaceAll("-(?=-)", "- ");
        xml.append(indent).append("<!-- ").append(safe).append(" -->\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
