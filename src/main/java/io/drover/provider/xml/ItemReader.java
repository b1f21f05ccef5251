package io.drover.provider.xml;

import io.drover.provider.DeliveryException;
import io.drover.provider.SourceRecord;
import io.drover.provider.xml.parser.XmlEvents;
import io.drover.provider.xml.parser.XmlStream;
import java.io.IOException;
import java.util.Arrays;
import javax.xml.stream.XMLStreamConstants;

/** Reads items as records, numbered from 1. What is wrong with a record is noted in it; the next can be read all the same. */
final class ItemReader {
    /** Characters of all values of one record. */
    static final int MAX_TEXT = 64 * 1024 * 1024;

    private final XmlEvents xml;
    private long number;

    // The record being read
    /** Marks an item of a rejects file that does not hold all of the record, or not as it was. */
    static final String UNUSABLE = "unusable";

    private TableColumns columns;
    private String[] values;
    private long text;
    private String problem;

    ItemReader(XmlEvents xml) {
        this.xml = xml;
    }

    /** Characters of the last record. */
    long textLength() {
        return text;
    }

    /** Reads the item at whose start the parser stands. */
    SourceRecord read(TableColumns table) throws IOException {
        int line = xml.line();
        number++;
        columns = table;
        columns.startRecord();
        values = new String[columns.size()];
        text = 0;
        problem = null;
        for (int i = 0, count = xml.attributeCount(); i < count; i++) {
            if (xml.attributeName(i).equals(UNUSABLE) && xml.attribute(i).equalsIgnoreCase("true")) {
                problem("the record has not been mended: remove " + UNUSABLE + "=\"true\" of its <item> when it is");
            }
        }
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                readColumn();
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                return new SourceRecord(number, line, values, problem);
            }
        }
    }

    private void readColumn() throws IOException {
        int index = TableColumns.NAMELESS;
        boolean isNull = false;
        for (int i = 0, count = xml.attributeCount(); i < count; i++) {
            String name = xml.attributeName(i);
            if (name.equals("columnName")) {
                index = columns.locate(xml, i);
            } else if (name.equals("isNull")) {
                isNull = xml.attribute(i).equalsIgnoreCase("true");
            }
        }
        String value = xml.onlyText();
        if (value == null) {
            value = readValue(index);
        } else {
            count(value, 0);
        }
        if (index == TableColumns.NAMELESS) {
            problem("a value has no columnName");
        } else if (!columns.add(index, number)) {
            problem("column " + columns.names().get(index) + " is there twice");
        } else if (!isNull) {
            if (index >= values.length) {
                values = Arrays.copyOf(values, columns.size());
            }
            values[index] = value;
        }
    }

    private String readValue(int index) throws IOException {
        String value = null;
        StringBuilder joined = null;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return joined != null ? joined.toString() : value == null ? "" : value;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                String column =
                        index == TableColumns.NAMELESS ? "?" : columns.names().get(index);
                problem("column " + column + " contains the element <" + xml.name() + ">; put its text in CDATA");
                xml.skipElement();
            } else if (value == null) {
                value = xml.text();
                count(value, 0);
            } else {
                joined = joined == null ? new StringBuilder(value) : joined;
                String more = xml.text();
                count(more, joined.length());
                joined.append(more);
            }
        }
    }

    private void count(String part, int before) throws DeliveryException {
        if (before + part.length() > XmlStream.MAX_TEXT) {
            throw xml.fault("a value is longer than " + XmlStream.MAX_TEXT / 1024 / 1024 + " MB");
        }
        text += part.length();
        if (text > MAX_TEXT) {
            throw xml.fault("a record is longer than " + MAX_TEXT / 1024 / 1024 + " MB");
        }
    }

    /** Notes what is wrong with the record; the first is enough to mend it. */
    private void problem(String message) {
        if (problem == null) {
            problem = message;
        }
    }
}
