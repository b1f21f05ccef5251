package io.drover.provider.xml;

import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** How a rejected record is written. */
enum RejectsForm {
    /** As an item of {@code <tables>}. */
    TABLES,
    /** The same, in a document that says so: for jobs whose own documents are others. */
    MARKED_TABLES,
    /** As an element with its columns as elements, in an entity file. */
    ELEMENTS,
    /** As an element with its columns as attributes, in an entity file. */
    ATTRIBUTES;

    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

    private static final Pattern CONTROL = Pattern.compile("[\\x{7F}-\\x{9F}]");
    private static final String UNMENDED = " not mended ";

    boolean isTables() {
        return this == TABLES || this == MARKED_TABLES;
    }

    String root() {
        return isTables() ? "tables" : EntityReader.ROOT;
    }

    /** @param newLine with the spaces before the record */
    void write(XMLStreamWriter xml, String newLine, SourceTable table, SourceRecord record) throws XMLStreamException {
        List<String> columns = table.columns();
        xml.writeStartElement(isTables() ? "item" : table.name());
        boolean unusable = record.problem() != null || !isLegal(record);
        if (isTables()) {
            xml.writeAttribute("table", legal(table.name()));
            if (unusable) {
                xml.writeAttribute(ItemReader.UNUSABLE, "true");
            }
        }
        for (int i = 0; i < columns.size(); i++) {
            String value = record.value(i);
            if (isTables()) {
                xml.writeCharacters(newLine + "  ");
                writeColumn(xml, columns.get(i), value);
            } else if (value != null && this == ATTRIBUTES) {
                xml.writeAttribute(columns.get(i), legal(value));
            } else if (value != null) {
                xml.writeCharacters(newLine + "  ");
                xml.writeStartElement(columns.get(i));
                xml.writeCharacters(legal(value));
                xml.writeEndElement();
            }
        }
        if (unusable && !isTables() && !isRefused(record)) {
            xml.writeCharacters(UNMENDED); // a text beside columns, for which the record is rejected again
        }
        if (this != ATTRIBUTES) {
            xml.writeCharacters(newLine);
        }
        xml.writeEndElement();
    }

    private static void writeColumn(XMLStreamWriter xml, String column, String value) throws XMLStreamException {
        if (value == null) {
            xml.writeEmptyElement("column");
            xml.writeAttribute("columnName", legal(column));
            xml.writeAttribute("isNull", "true");
        } else {
            xml.writeStartElement("column");
            xml.writeAttribute("columnName", legal(column));
            writeValue(xml, legal(value));
            xml.writeEndElement();
        }
    }

    /** As CDATA, except carriage returns, which a parser would make line feeds of there. */
    private static void writeValue(XMLStreamWriter xml, String value) throws XMLStreamException {
        int from = 0;
        for (int cr = value.indexOf('\r'); cr >= 0; cr = value.indexOf('\r', from)) {
            if (cr > from) {
                xml.writeCData(value.substring(from, cr));
            }
            xml.writeCharacters("\r"); // written as a reference
            from = cr + 1;
        }
        if (from < value.length() || value.isEmpty()) {
            xml.writeCData(value.substring(from));
        }
    }

    /** Whether an entity file may not hold the record as it stands: see {@link EntityReader}. */
    private static boolean isRefused(SourceRecord record) {
        return Stream.of(record.values())
                .anyMatch(value -> value != null && CONTROL.matcher(value).find());
    }

    /** A record of another source may have characters that XML has not, and what is written in their place is something else. */
    private static boolean isLegal(SourceRecord record) {
        for (String value : record.values()) {
            if (value != null && NOT_XML.matcher(value).find()) {
                return false;
            }
        }
        return true;
    }

    static String legal(String text) {
        return NOT_XML.matcher(text).replaceAll("\uFFFD");
    }
}
