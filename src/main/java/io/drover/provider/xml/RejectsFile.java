package io.drover.provider.xml;

import com.fasterxml.aalto.stax.OutputFactoryImpl;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.format.RejectsWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The records of a delivery that were rejected, as a {@code <tables>} document or as the source's own, to mend and drop again; a comment before each
 * says why. There is no file before the first record, and none under its name before {@link #finish}, which makes it durable.
 */
public final class RejectsFile implements RejectsWriter {
    /** Marks a {@code <tables>} document that a job reads as such, whatever its other documents are. */
    static final String INSTRUCTION = "drover rejects";

    private static final XMLOutputFactory WRITERS = new OutputFactoryImpl();

    private final Path target;
    private final Path temporary;
    private final Supplier<RejectsForm> formOfSource;
    private RejectsForm form;
    private FileChannel channel;
    private XMLStreamWriter xml;
    private String openTable;

    /**
     * Rejects as {@code <tables>}.
     *
     * @param target the file; one that is there already will be replaced
     */
    public RejectsFile(Path target) {
        this(target, () -> RejectsForm.TABLES);
    }

    /** @param formOfSource tells the form, at the first record */
    RejectsFile(Path target, Supplier<RejectsForm> formOfSource) {
        this.formOfSource = formOfSource;
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
            if (form().isTables() && !table.equals(openTable)) {
                closeTable();
                xml.writeCharacters("\n  ");
                xml.writeStartElement("table");
                xml.writeAttribute("tableName", RejectsForm.legal(table));
                openTable = table;
            }
            String newLine = form().isTables() ? "\n    " : "\n  ";
            xml.writeCharacters(newLine);
            xml.writeComment(
                    " line " + record.line() + ", record " + record.number() + ": " + commentText(reason) + " ");
            xml.writeCharacters(newLine);
            form().write(xml, newLine, source, record);
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
        // bytes, for Aalto's writer of characters refuses some that XML has (U+007F to U+009F)
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            XMLStreamWriter xml = WRITERS.createXMLStreamWriter(text, "UTF-8");
            form().write(xml, "\n", source, record);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(
                    "record " + record.number() + " of table " + source.name(), e); // nothing to fail on
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    private void start() throws IOException, XMLStreamException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        channel = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
        xml = WRITERS.createXMLStreamWriter(Channels.newOutputStream(channel), "UTF-8");
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeCharacters("\n");
        if (form() == RejectsForm.MARKED_TABLES) {
            xml.writeProcessingInstruction("drover", "rejects");
            xml.writeCharacters("\n");
        }
        xml.writeStartElement(form().root());
    }

    private RejectsForm form() {
        if (form == null) {
            form = formOfSource.get();
        }
        return form;
    }

    private void closeTable() throws XMLStreamException {
        if (openTable != null) {
            xml.writeCharacters("\n  ");
            xml.writeEndElement();
            openTable = null;
        }
    }

    private static String commentText(String reason) {
        return RejectsForm.legal(reason).replaceAll("-(?=-)", "- ");
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
