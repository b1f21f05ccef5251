package io.drover.dynamicweb;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Job files of Dynamicweb for tests, put together of their parts. */
public final class JobFiles {
    private JobFiles() {}

    /** A job of these parts. */
    public static String job(String source, String destination, String... mappings) {
        return "<job><Name>Shop</Name>" + source + destination + "<mappings>" + String.join("", mappings)
                + "</mappings></job>";
    }

    /**
     * A provider.
     *
     * @param kind such as {@code Ecom}
     * @param options {@code Name=value}
     */
    public static String source(String kind, String... options) {
        return provider("source", kind, options);
    }

    /**
     * A provider.
     *
     * @param kind such as {@code Ecom}
     * @param options {@code Name=value}
     */
    public static String destination(String kind, String... options) {
        return provider("destination", kind, options);
    }

    private static String provider(String side, String kind, String... options) {
        return "<" + side + " type=\"Dynamicweb.DataIntegration.Providers." + kind + "Provider." + kind + "Provider\">"
                + elements(options) + "</" + side + ">";
    }

    /** A mapping of a table to one of its name; columns are {@code name} or {@code source>destination key}, or elements. */
    public static String mapping(String table, String... columns) {
        return filtered(table, table, "", columns);
    }

    /**
     * A mapping.
     *
     * @param more elements of the mapping, such as its conditions
     */
    public static String filtered(String from, String to, String more, String... columns) {
        StringBuilder mapping = new StringBuilder("<mapping>")
                .append(elements("sourceTableName=" + from, "destinationTableName=" + to))
                .append(more)
                .append("<columnMappings>");
        for (String column : columns) {
            mapping.append("<columnMapping>")
                    .append(column.startsWith("<") ? column : column(column))
                    .append("</columnMapping>");
        }
        return mapping + "</columnMappings></mapping>";
    }

    private static String column(String text) {
        String name = text.replace(" key", "");
        String[] sides = name.contains(">") ? name.split(">") : new String[] {name, name};
        return elements(
                "sourceColumn=" + sides[0],
                "destinationColumn=" + sides[1],
                "isKey=" + (text.endsWith(" key") ? "True" : "False"));
    }

    /** A column with a script. */
    public static String scripted(String from, String to, String type, String value) {
        return elements(
                "sourceColumn=" + from, "destinationColumn=" + to, "scriptType=" + type, "scriptValue=" + value);
    }

    /** A condition on the rows of a mapping. */
    public static String condition(String column, String operator, String value) {
        return "<mappingConditionals><MappingConditional>"
                + elements("sourceColumn=" + column, "conditionalOperator=" + operator, "condition=" + value)
                + "</MappingConditional></mappingConditionals>";
    }

    /** Elements of {@code name=text}. */
    public static String elements(String... values) {
        StringBuilder elements = new StringBuilder();
        for (String value : values) {
            String name = value.substring(0, value.indexOf('='));
            elements.append('<')
                    .append(name)
                    .append('>')
                    .append(value.substring(name.length() + 1))
                    .append("</")
                    .append(name)
                    .append('>');
        }
        return elements.toString();
    }

    /** What Drover makes of a job. */
    static String converted(String job) throws Exception {
        return DynamicwebFile.job(job.getBytes(StandardCharsets.UTF_8), Path.of("Shop.xml"))
                .xml();
    }
}
