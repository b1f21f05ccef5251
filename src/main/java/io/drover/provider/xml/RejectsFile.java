package io.drover.provider.xml;

import com.fasterxml.aalto.stax.OutputFactoryImpl;
import io.drover.provider.RejectsWriter;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The records of a delivery that were rejected, as a {@code <tables>} document to mend and drop again; a comment before each
 * says why. There is no file before the first record, and none under its name before {@link #finish}, which makes it durable.
 */
public final class RejectsFile implements RejectsWriter {
    private static final Pattern NOT_XML =
            Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");
    private static final XMLOutputFactory WRITERS = new OutputFactoryImpl();

    private final Path target;
    private final Path temporary;
    private FileChannel channel;
    private XMLStreamWriter xml;
    private String openTable;

    /** @param target the file; one that is there already will be replaced */
    public RejectsFile(Path target) {
        this.target = target;
        this.temporary = target.resolveSibling("." + target.getFileName() + ".tmp");
    }

    @Override
    public void add(SourceTable source, SourceRecord record, String reason) throws IOException {
        String table = source.name();
        try {
            if (channel == null) {
                start();
            }
            if (!table.equals(openTable)) {
                closeTable();
                xml.writeCharacters("\n  ");
                xml.writeStartElement("table");
                xml.writeAttribute("tableName", legal(table));
                openTable = table;
            }
            xml.writeCharacters("\n    ");
            xml.writeComment(
                    " line " + record.line() + ", record " + record.number() + ": " + commentText(reason) + " ");
            xml.writeCharacters("\n    ");
            writeItem(xml, "\n    ", table, source.columns(), record);
        } catch (XMLStreamException e) {
            throw ioException(e);
        }
    }

    @Override
    public boolean finish() throws IOException {
        if (channel == null) {
            return false;
        }
        try {
            closeTable();
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            xml.close();
        } catch (XMLStreamException e) {
            throw ioException(e);
        }
        channel.force(true);
        channel.close();
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        channel = null;
        forceFolder();
        return true;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public String show(SourceTable source, SourceRecord record) {
        String table = source.name();
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = WRITERS.createXMLStreamWriter(text);
            writeItem(xml, "\n", table, source.columns(), record);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(
                    "record " + record.number() + " of table " + table, e); // nothing to fail on
        }
        return text.toString();
    }

    private void start() throws IOException, XMLStreamException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        xml = WRITERS.createXMLStreamWriter(Channels.newOutputStream(channel), "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        xml.writeStartElement("tables");
    }

    private void closeTable() throws XMLStreamException {
        if (openTable != null) {
            xml.writeCharacters("\n  ");
            xml.writeEndElement();
            openTable = null;
        }
    }

    private static void writeItem(
            XMLStreamWriter xml, String newLine, String table, List<String> columns, SourceRecord record)
            throws XMLStreamException {
        xml.writeStartElement("item");
        xml.writeAttribute("table", legal(table));
        for (int i = 0; i < columns.size(); i++) {
            xml.writeCharacters(newLine + "  ");
            String value = record.value(i);
            if (value == null) {
                xml.writeEmptyElement("column");
                xml.writeAttribute("columnName", legal(columns.get(i)));
                xml.writeAttribute("isNull", "true");
            } else {
                xml.writeStartElement("column");
                xml.writeAttribute("columnName", legal(columns.get(i)));
                writeValue(xml, legal(value));
                xml.writeEndElement();
            }
        }
        xml.writeCharacters(newLine);
        xml.writeEndElement();
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

    private static String commentText(String reason) {
        return legal(reason).replaceAll("-(?=-)", "- ");
    }

    /** A record of another source may have characters that XML has not. */
    private static String legal(String text) {
        return NOT_XML.matcher(text).replaceAll("\uFFFD");
    }

    private void forceFolder() throws IOException {
        if (System.getProperty("os.name").startsWith("Windows")) {
            return; // where a folder cannot be opened
        }
        try (FileChannel folder = FileChannel.open(target.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    private static IOException ioException(XMLStreamException e) {
        return e.getCause() instanceof IOException cause ? cause : new IOException(e.getMessage(), e);
    }
}
