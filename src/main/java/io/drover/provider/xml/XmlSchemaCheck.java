package io.drover.provider.xml;

import io.drover.provider.DeliveryException;
import io.drover.provider.file.DecodingReader;
import io.drover.provider.format.DeliveryFile;
import io.drover.provider.xml.parser.Encoding;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/** Whether documents follow a schema. Read in a stream, with the same encoding as the jobs read them. Immutable. */
public final class XmlSchemaCheck {
    private final Path file;
    private final Schema schema;

    /**
     * Reads a schema; it may include others of the same machine.
     *
     * @throws IllegalArgumentException when it is none; says why
     */
    public XmlSchemaCheck(Path file) {
        this.file = file;
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("the schema " + file + " is not there");
        }
        try {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
            schema = factory.newSchema(new StreamSource(file.toFile()));
        } catch (SAXException e) {
            throw new IllegalArgumentException("the schema " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /**
     * Checks a document.
     *
     * @throws DeliveryException at the first place where it does not follow the schema
     */
    public void requireValid(DeliveryFile document) throws IOException {
        try (InputStream in = new BufferedInputStream(document.open(), 64 * 1024)) {
            in.mark(Encoding.HEAD);
            Encoding encoding = Encoding.detect(in.readNBytes(Encoding.HEAD));
            in.reset();
            in.skipNBytes(encoding.bomLength());
            // Given as characters, for which a parser does not look at what the declaration says
            parse(new InputSource(new DecodingReader(in, encoding.charset(), encoding.bomLength())));
        }
    }

    private void parse(InputSource document) throws IOException {
        ValidatorHandler handler = schema.newValidatorHandler();
        handler.setErrorHandler(new First());
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            XMLReader reader = factory.newSAXParser().getXMLReader();
            reader.setContentHandler(handler);
            reader.setErrorHandler(new First());
            reader.parse(document);
        } catch (SAXParseException e) {
            throw new DeliveryException(
                    "does not follow the schema " + file.getFileName() + ": " + e.getMessage(),
                    e.getLineNumber(),
                    e.getColumnNumber(),
                    false);
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException("the schema " + file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** The first error is thrown. */
    private static final class First implements ErrorHandler {
        @Override
        public void warning(SAXParseException warning) {}

        @Override
        public void error(SAXParseException error) throws SAXException {
            throw error;
        }

        @Override
        public void fatalError(SAXParseException error) throws SAXException {
            throw error;
        }
    }
}
