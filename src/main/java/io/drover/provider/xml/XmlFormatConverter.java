package io.drover.provider.xml;

import io.drover.definition.Problems;
import io.drover.provider.FileFormat;
import io.drover.provider.ValueFormats;
import io.drover.provider.xml.XmlOutput.Nesting;
import io.drover.provider.xml.XmlOutput.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** From the beans of {@code <xml>} to its records, with the checks that a schema cannot make. */
public final class XmlFormatConverter {
    private static final String NAME = "(?:[\\p{L}_][\\p{L}\\p{N}_.\\-]*:)?[\\p{L}_][\\p{L}\\p{N}_.\\-]*";
    private static final String STEP = "(?:" + NAME + "|\\*)";
    private static final Pattern RECORDS = Pattern.compile("//?" + STEP + "(?:/" + STEP + ")*");
    private static final Pattern COLUMN = Pattern.compile("\\.|(?:\\.\\./)*(?:@" + NAME + "|(?:" + NAME
            + "(?:\\[[1-9]\\d{0,5}])?/)*(?:@" + NAME + "|" + NAME + "(?:\\[[1-9]\\d{0,5}])?))");
    private static final ValueFormats DYNAMICWEB =
            new ValueFormats('.', "dd-MM-yyyy '00:00:00:000'", "dd-MM-yyyy HH:mm:ss:SSS", null, "True", "False");

    private final Problems problems;

    public XmlFormatConverter(Problems problems) {
        this.problems = problems;
    }

    public XmlFormat source(XmlFormatXml.XmlSource xml) {
        checkSource(xml);
        checkStylesheet(xml.line, xml.xslt);
        List<XmlTable> tables = xml.records == null
                ? xml.tables.stream().map(this::table).toList()
                : List.of(new XmlTable(lastStep(xml.records), xml.records, columns(xml.columns), List.of()));
        return new XmlFormat(
                FileFormat.separator(xml.decimalSeparator), xml.xslt, "apply".equals(xml.tableOptions), tables);
    }

    private void checkSource(XmlFormatXml.XmlSource xml) {
        if (xml.records != null) {
            checkRecords(xml.line, xml.records);
            if (!xml.tables.isEmpty()) {
                problems.add(
                        xml.tables.get(0).line,
                        "records=\"%s\" of <xml> is for a single table; give each <table> its own"
                                .formatted(xml.records));
            } else if (xml.records.endsWith("*")) {
                problems.add(
                        xml.line, "records ends with *, which gives the table no name: use <table name= records=>");
            }
        } else if (!xml.columns.isEmpty()) {
            problems.add(
                    xml.columns.get(0).line,
                    "a <column> needs the path of the records that its own path begins at: add records=\"/...\" to <xml>");
        }
        boolean paths = xml.tables.stream().anyMatch(table -> table.records != null);
        Map<String, Integer> names = new HashMap<>();
        for (XmlFormatXml.XmlSourceTable table : xml.tables) {
            if (paths && table.records == null) {
                problems.add(table.line, "the table %s needs records, as others have it".formatted(table.name));
            }
            checkTwice(names, "table", table.name, table.line);
        }
    }

    private XmlTable table(XmlFormatXml.XmlSourceTable table) {
        if (table.records != null) {
            checkRecords(table.line, table.records);
        } else if (!table.columns.isEmpty()) {
            problems.add(
                    table.columns.get(0).line,
                    "a <column> needs the path of the records that its own path begins at: add records=\"/...\" to <table>");
        }
        return new XmlTable(table.name, table.records, columns(table.columns), names(table.parentKey));
    }

    private List<XmlColumn> columns(List<XmlFormatXml.XmlSourceColumn> columns) {
        Map<String, Integer> names = new HashMap<>();
        for (XmlFormatXml.XmlSourceColumn column : columns) {
            checkTwice(names, "column", column.name, column.line);
            if (!COLUMN.matcher(column.path).matches()) {
                problems.add(
                        column.line,
                        "path=\"%s\" is no path that Drover knows; write one such as price, price/@amount, image[2], ../@id or . (the record's own text)"
                                .formatted(column.path));
            }
        }
        return columns.stream()
                .map(column -> new XmlColumn(column.name, column.path, column.separator))
                .toList();
    }

    public XmlOutput destination(XmlFormatXml.XmlDestination xml) {
        Shape shape = Shape.valueOf(xml.shape.toUpperCase(Locale.ROOT));
        checkStylesheet(xml.line, xml.xslt);
        if (xml.encoding.equals("UTF-16") && !xml.byteOrderMark) {
            problems.add(xml.line, "UTF-16 needs a byte order mark: remove byteOrderMark=\"false\"");
        }
        if (shape == Shape.TABLES && !xml.tables.isEmpty()) {
            problems.add(
                    xml.tables.get(0).line,
                    "a <tables> document has no rows within rows: remove <table>, or use shape=\"elements\" or \"attributes\"");
        }
        Map<String, Integer> names = new HashMap<>();
        Map<String, String> parents = new HashMap<>();
        for (XmlFormatXml.XmlNestedTable table : xml.tables) {
            checkTwice(names, "table", table.name, table.line);
            parents.put(lower(table.name), lower(table.parent));
            String above = lower(table.parent);
            while (above != null && !above.equals(lower(table.name))) {
                above = parents.get(above);
            }
            if (above != null) {
                problems.add(table.line, "the table %s would stand within itself".formatted(table.name));
                break;
            }
        }
        return new XmlOutput(
                shape,
                xml.encoding,
                xml.byteOrderMark,
                xml.xslt,
                values(xml, shape == Shape.TABLES ? DYNAMICWEB : ValueFormats.CANONICAL),
                xml.tables.stream()
                        .map(table -> new Nesting(table.name, table.parent, names(table.parentKey)))
                        .toList());
    }

    private ValueFormats values(XmlFormatXml.XmlDestination xml, ValueFormats defaults) {
        xml.dateFormat = xml.dateFormat == null ? defaults.dateFormat() : xml.dateFormat;
        xml.timestampFormat = xml.timestampFormat == null ? defaults.timestampFormat() : xml.timestampFormat;
        xml.trueText = xml.trueText == null ? defaults.trueText() : xml.trueText;
        xml.falseText = xml.falseText == null ? defaults.falseText() : xml.falseText;
        return xml.valueFormats(problems);
    }

    private void checkRecords(int line, String path) {
        if (!RECORDS.matcher(path).matches()) {
            problems.add(
                    line,
                    "records=\"%s\" is no path of elements; write one such as /catalog/product, or //product for all that have the name"
                            .formatted(path));
        }
    }

    private void checkStylesheet(int line, String path) {
        if (path != null
                && (path.matches("(?s)[/\\\\].*|[A-Za-z][A-Za-z0-9+.-]*:.*")
                        || path.matches("(?s)(.*[/\\\\])?\\.\\.([/\\\\].*)?"))) {
            problems.add(
                    line,
                    "xslt=\"%s\" must be a file below Files/Integration, such as Xslt/orders.xsl".formatted(path));
        }
    }

    private void checkTwice(Map<String, Integer> names, String kind, String name, int line) {
        Integer first = names.putIfAbsent(lower(name), line);
        if (first != null) {
            problems.add(line, "the %s %s is there twice, first on line %d; keep one".formatted(kind, name, first));
        }
    }

    private static List<String> names(String list) {
        return list == null
                ? List.of()
                : Stream.of(list.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
    }

    private static String lastStep(String path) {
        String step = path.substring(path.lastIndexOf('/') + 1);
        return step.substring(step.indexOf(':') + 1);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
