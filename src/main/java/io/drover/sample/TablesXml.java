package io.drover.sample;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Tables in the XML that Dynamicweb's connectors speak, written item by item as it is read. */
final class TablesXml extends InputStream {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";

    private final Iterator<Supplier<String>> pieces;
    private byte[] piece = {};
    private int position;

    TablesXml(List<SampleTable> tables) {
        this(tables, Map.of());
    }

    /** @param attributes of the root element; their values need no escaping */
    TablesXml(List<SampleTable> tables, Map<String, String> attributes) {
        String root = attributes.entrySet().stream()
                .map(attribute -> " %s=\"%s\"".formatted(attribute.getKey(), attribute.getValue()))
                .collect(Collectors.joining("", "<tables", ""));
        List<Supplier<String>> all = new ArrayList<>();
        if (tables.isEmpty()) {
            all.add(() -> DECLARATION + root + "/>\n");
        } else {
            all.add(() -> DECLARATION + root + ">\n");
            for (SampleTable table : tables) {
                all.add(() -> "  <table tableName=\"" + table.name() + "\">\n");
                table.rows().forEach(row -> all.add(() -> item(table, row)));
                all.add(() -> "  </table>\n");
            }
            all.add(() -> "</tables>\n");
        }
        pieces = all.iterator();
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (position == piece.length) {
            if (!pieces.hasNext()) {
                return -1;
            }
            piece = pieces.next().get().getBytes(StandardCharsets.UTF_8);
            position = 0;
        }
        int count = Math.min(length, piece.length - position);
        System.arraycopy(piece, position, target, offset, count);
        position += count;
        return count;
    }

    private static String item(SampleTable table, List<String> row) {
        StringBuilder xml = new StringBuilder("    <item table=\"" + table.name() + "\">\n");
        for (int i = 0; i < row.size(); i++) {
            xml.append("      <column columnName=\"").append(table.columns().get(i));
            if (row.get(i) == null) {
                xml.append("\" isNull=\"true\"/>\n");
            } else {
                xml.append("\"><![CDATA[").append(cdata(row.get(i))).append("]]></column>\n");
            }
        }
        return xml.append("    </item>\n").toString();
    }

    /** The end mark cannot stand inside a section, so it is split over two. */
    private static String cdata(String value) {
        return value.replace("]]>", "]]]]><![CDATA[>");
    }
}
