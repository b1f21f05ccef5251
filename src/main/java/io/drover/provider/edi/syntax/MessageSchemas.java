package io.drover.provider.edi.syntax;

import io.drover.provider.DeliveryException;
import io.drover.settings.RelativeFile;
import io.xlate.edi.schema.EDISchemaException;
import io.xlate.edi.schema.Schema;
import io.xlate.edi.schema.SchemaFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The schemas (StAEDI's) that the job has for types of messages. */
public final class MessageSchemas {
    /** No message is checked. */
    public static final MessageSchemas NONE = new MessageSchemas();

    private final Map<String, Schema> byType = new HashMap<>();

    private MessageSchemas() {}

    /**
     * Reads them.
     *
     * @param paths of their files by message type
     * @param root Files/Integration, where they lie
     * @throws DeliveryException when one cannot be used, with the reason
     */
    public static MessageSchemas of(Map<String, String> paths, Path root) throws IOException {
        MessageSchemas schemas = new MessageSchemas();
        for (Map.Entry<String, String> path : paths.entrySet()) {
            schemas.byType.put(path.getKey(), read(root, path.getValue()));
        }
        return schemas;
    }

    private static Schema read(Path root, String path) throws IOException {
        RelativeFile file = RelativeFile.of(root, path);
        if (file.state() != RelativeFile.State.THERE) {
            throw new DeliveryException("there is no schema " + path + " in " + root, 0, 0, false);
        }
        try (InputStream in = Files.newInputStream(file.file())) {
            refuseIncludes(file.file());
            return SchemaFactory.newFactory().createSchema(in);
        } catch (EDISchemaException | XMLStreamException e) {
            throw new DeliveryException("the schema " + path + " cannot be used: " + e.getMessage(), 0, 0, false);
        }
    }

    /** A schema opens and calls nothing. */
    private static void refuseIncludes(Path file) throws IOException, XMLStreamException {
        XMLInputFactory parsers = XMLInputFactory.newDefaultFactory();
        parsers.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(file)) {
            XMLStreamReader xml = parsers.createXMLStreamReader(in);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT
                        && xml.getLocalName().equals("include")) {
                    throw new XMLStreamException("it includes another; put all types into one file", xml.getLocation());
                }
            }
        }
    }

    boolean isEmpty() {
        return byType.isEmpty();
    }

    /** The schema of a type of messages, or null. */
    Schema of(String type) {
        return byType.get(type);
    }
}
