package io.drover.job;

import java.util.StringJoiner;

/** Deliveries as ERP systems send them. */
public final class TablesXml {
    private TablesXml() {}

    public static String tables(String... tables) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<tables>\n" + String.join("\n", tables) + "\n</tables>\n";
    }

    public static String table(String name, String... items) {
        return "  <table tableName=\"" + name + "\">\n" + String.join("\n", items) + "\n  </table>";
    }

    /** A record of columns and their values in turn; a null is written as one. */
    public static String item(String... columnsAndValues) {
        StringJoiner item = new StringJoiner("\n", "    <item>\n", "\n    </item>");
        for (int i = 0; i < columnsAndValues.length; i += 2) {
            String value = columnsAndValues[i + 1];
            item.add("      <column columnName=\"" + columnsAndValues[i] + "\""
                    + (value == null ? " isNull=\"true\"/>" : "><![CDATA[" + value + "]]></column>"));
        }
        return item.toString();
    }
}
