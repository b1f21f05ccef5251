package io.drover.bench;

import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The floor's reader: takes the texts of the generated file and checks nothing. */
final class TablesParser implements RowParser {
    private final InputStream in;
    private final XMLStreamReader xml;
    private final int columns = Products.COLUMNS.size();

    TablesParser(Path file) throws IOException, XMLStreamException {
        in = Files.newInputStream(file);
        xml = new InputFactoryImpl().createXMLStreamReader(in);
    }

    @Override
    public boolean next(String[] row) throws XMLStreamException {
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("item")) {
                readItem(row);
                return true;
            }
        }
        return false;
    }

    private void readItem(String[] row) throws XMLStreamException {
        int expected = 0;
        while (true) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                return;
            }
            if (event == XMLStreamConstants.START_ELEMENT) {
                int column = indexOf(xml.getAttributeValue(0), expected);
                boolean isNull = xml.getAttributeCount() > 1;
                String text = xml.getElementText();
                row[column] = isNull ? null : text;
                expected = column + 1;
            }
        }
    }

    /** Columns come in the table's order as good as always, so that the first comparison finds them. */
    private int indexOf(String name, int expected) {
        for (int i = 0; i < columns; i++) {
            int column = (expected + i) % columns;
            if (Products.COLUMNS.get(column).name().equals(name)) {
                return column;
            }
        }
        throw new IllegalArgumentException("No column " + name);
    }

    @Override
    public void close() throws IOException, XMLStreamException {
        xml.close();
        in.close();
    }
}
