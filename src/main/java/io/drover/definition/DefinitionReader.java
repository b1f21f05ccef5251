package io.drover.definition;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;

/**
 * Reads one definition file into its JAXB bean, validated against its schema, without reaching for anything else: a
 * document type, and with it any entity, is refused.
 */
final class DefinitionReader {
    private static final JAXBContext BEANS = beans();

    /** An editor that re-saves a UTF-16 file as UTF-8 tends to leave the declaration; the bytes are right then. */
    private static final Pattern DECLARES_UTF_16 =
            Pattern.compile("^<\\?xml[^>]*encoding\\s*=\\s*['\"]utf-?16", Pattern.CASE_INSENSITIVE);

    private DefinitionReader() {}

    /** A file's bean, which is valid by its schema. */
    record Document(Kind kind, XmlBean bean) {}

    /**
     * Reads a file; what is wrong with it is added to {@code problems}.
     *
     * @return empty exactly when a problem was added
     * @throws NoSuchFileException when it is gone
     */
    static Optional<Document> read(Problems problems) throws NoSuchFileException {
        try {
            byte[] bytes = Files.readAllBytes(problems.file());
            RootProbe probe = RootProbe.of(reader(), source(bytes));
            if (probe.isDynamicwebJob()) {
                problems.add(
                        probe.line(),
                        "this is a job file of Dynamicweb, which Drover does not read yet (a later release will);"
                                + " write it as a Drover job: <job name=\"...\"> with <source>, <destination>, <mapping>");
                return Optional.empty();
            }
            Optional<Kind> kind = Kind.ofRoot(probe.root());
            if (kind.isEmpty()) {
                problems.add(
                        probe.line(),
                        "<%s> is no definition of Drover; allowed are %s".formatted(probe.root(), Kind.allowed()));
                return Optional.empty();
            }
            XmlBean bean = validated(kind.get(), source(bytes), problems);
            return problems.isEmpty() ? Optional.of(new Document(kind.get(), bean)) : Optional.empty();
        } catch (SAXParseException e) {
            problems.add(e.getLineNumber(), reason(e));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            problems.add(0, "cannot be read: " + e);
        } catch (SAXException e) {
            problems.add(0, "cannot be read as XML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private static String reason(SAXParseException e) {
        return e.getMessage().contains("DOCTYPE")
                ? "a document type (<!DOCTYPE ...>) is not allowed; remove it, and write out what its entities stand for"
                : "not well-formed XML: " + e.getMessage();
    }

    private static XmlBean validated(Kind kind, InputSource source, Problems problems)
            throws IOException, SAXException {
        try {
            KindSchema schema = KindSchema.of(kind);
            SchemaCheck check = new SchemaCheck(reader(), schema.outline(), problems);
            Unmarshaller unmarshaller = BEANS.createUnmarshaller();
            unmarshaller.setListener(new Unmarshaller.Listener() {
                @Override
                public void beforeUnmarshal(Object target, Object parent) {
                    ((XmlBean) target).line = check.line();
                }
            });
            // The schema check has the say: what it lets through, JAXB can read; the rest is not used
            unmarshaller.setEventHandler(event -> true);
            ValidatorHandler validator = schema.schema().newValidatorHandler();
            var beans = unmarshaller.getUnmarshallerHandler();
            validator.setContentHandler(beans);
            check.validateWith(validator);
            check.parse(source);
            return problems.isEmpty() ? (XmlBean) beans.getResult() : null;
        } catch (JAXBException e) {
            throw new IllegalStateException(e);
        }
    }

    private static XMLReader reader() throws SAXException {
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newSAXParser().getXMLReader();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputSource source(byte[] bytes) {
        InputSource source = new InputSource(new ByteArrayInputStream(bytes));
        String start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.UTF_8);
        if (DECLARES_UTF_16.matcher(start).find()) {
            source.setEncoding(StandardCharsets.UTF_8.name());
        }
        return source;
    }

    private static JAXBContext beans() {
        try {
            return JAXBContext.newInstance(JobXml.class, TaskXml.class, ConfigXml.class);
        } catch (JAXBException e) {
            throw new IllegalStateException(e);
        }
    }
}
