package io.drover.definition;

import io.drover.definition.dynamicweb.Conversion;
import io.drover.definition.dynamicweb.TaskConversion;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.Unmarshaller;
import jakarta.xml.bind.UnmarshallerHandler;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads one definition file into its JAXB bean, validated against its schema. */
final class DefinitionReader {
    private static final JAXBContext BEANS = beans();

    /** Dynamicweb's largest known job is below 4 MB; a delivery dropped in the wrong folder may be larger than memory. */
    private static final long MAX_BYTES = 16L << 20;

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
            if (Files.size(problems.file()) > MAX_BYTES) {
                problems.add(0, "is larger than a definition may be (%d MB)".formatted(MAX_BYTES >> 20));
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(problems.file());
            RootProbe probe = RootProbe.of(XmlInput.reader(), XmlInput.of(bytes));
            if (probe.isDynamicwebJob()) {
                return dynamicwebJob(bytes, problems);
            }
            Optional<Kind> kind = Kind.ofRoot(probe.root());
            if (kind.isEmpty()) {
                problems.add(
                        probe.line(),
                        "<%s> is no definition of Drover; allowed are %s".formatted(probe.root(), Kind.allowed()));
                return Optional.empty();
            }
            validate(kind.get(), bytes, problems);
            if (problems.isEmpty()) {
                return Optional.of(new Document(kind.get(), bean(kind.get(), bytes, problems)));
            }
        } catch (SAXParseException e) {
            problems.add(e.getLineNumber(), reason(e));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (UnsupportedEncodingException e) {
            problems.add(1, "declares the encoding %s, which is not known; save it as UTF-8".formatted(e.getMessage()));
        } catch (IOException e) {
            problems.add(0, "cannot be read: " + e);
        } catch (SAXException e) {
            problems.add(0, "cannot be read as XML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** A job of Dynamicweb is put into Drover's own form, and then read like any other. */
    private static Optional<Document> dynamicwebJob(byte[] bytes, Problems problems) throws IOException, SAXException {
        Conversion conversion;
        try {
            conversion = convert(bytes, problems.file());
        } catch (IllegalArgumentException e) {
            problems.add(0, e.getMessage());
            return Optional.empty();
        }
        byte[] converted = conversion.xml().getBytes(StandardCharsets.UTF_8);
        Problems inConverted = new Problems(problems.file());
        validate(Kind.JOB, converted, inConverted);
        if (!inConverted.isEmpty()) {
            inConverted
                    .byLine()
                    .forEach(problem -> problems.add(
                            0,
                            "as a job of Drover's own form (drover job convert), line " + problem.line() + ": "
                                    + problem.message()));
            return Optional.empty();
        }
        JobXml bean = (JobXml) bean(Kind.JOB, converted, problems);
        bean.notes = conversion.notes();
        bean.converted = true;
        return Optional.of(new Document(Kind.JOB, bean));
    }

    private static Conversion convert(byte[] bytes, Path file) throws IOException, SAXException {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return Conversion.of(XmlInput.document(bytes), dot > 0 ? name.substring(0, dot) : name);
    }

    /**
     * Puts a job of Dynamicweb into Drover's own form.
     *
     * @throws IllegalArgumentException when it is none, or cannot be read; the message is for the user
     */
    static Conversion convert(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            if (!RootProbe.of(XmlInput.reader(), XmlInput.of(bytes)).isDynamicwebJob()) {
                throw new IllegalArgumentException(file + " is no job file of Dynamicweb");
            }
            return convert(bytes, file);
        } catch (SAXException e) {
            throw new IllegalArgumentException(file + " cannot be read as XML: " + e.getMessage(), e);
        }
    }

    /**
     * Puts a scheduled task that Dynamicweb saved into Drover's own form.
     *
     * @throws IllegalArgumentException when it is none, or cannot be read; the message is for the user
     */
    static Conversion convertTask(Path file) throws IOException {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        try {
            return TaskConversion.of(
                    XmlInput.document(Files.readAllBytes(file)), dot > 0 ? name.substring(0, dot) : name, text -> {
                        try {
                            return XmlInput.document(text.getBytes(StandardCharsets.UTF_8))
                                    .getDocumentElement();
                        } catch (IOException | SAXException e) {
                            throw new IllegalArgumentException(
                                    "the add-in's settings are no XML: " + e.getMessage(), e);
                        }
                    });
        } catch (SAXException e) {
            throw new IllegalArgumentException(file + " cannot be read as XML: " + e.getMessage(), e);
        }
    }

    private static String reason(SAXParseException e) {
        if (e.getException() instanceof CharConversionException) {
            return "holds bytes that are wrong in the encoding it declares (UTF-8 when it declares none); save it as UTF-8: "
                    + e.getMessage();
        }
        return e.getMessage().contains("DOCTYPE")
                ? "a document type (<!DOCTYPE ...>) is not allowed; remove it, and write out what its entities stand for"
                : "not well-formed XML: " + e.getMessage();
    }

    private static void validate(Kind kind, byte[] bytes, Problems problems) throws IOException, SAXException {
        KindSchema schema = KindSchema.of(kind);
        SchemaCheck check = new SchemaCheck(XmlInput.reader(), schema.outline(), problems);
        check.validateWith(schema.schema().newValidatorHandler());
        check.parse(XmlInput.of(bytes));
    }

    /** The bean of a valid file. It goes through the validator again, which adds the attributes that have defaults. */
    private static XmlBean bean(Kind kind, byte[] bytes, Problems problems) throws IOException, SAXException {
        try {
            KindSchema schema = KindSchema.of(kind);
            SchemaCheck check = new SchemaCheck(XmlInput.reader(), schema.outline(), problems);
            Unmarshaller unmarshaller = BEANS.createUnmarshaller();
            unmarshaller.setListener(new Unmarshaller.Listener() {
                @Override
                public void beforeUnmarshal(Object target, Object parent) {
                    ((XmlBean) target).line = check.line();
                }
            });
            UnmarshallerHandler beans = unmarshaller.getUnmarshallerHandler();
            ValidatorHandler validator = schema.schema().newValidatorHandler();
            validator.setContentHandler(beans);
            check.validateWith(validator);
            check.parse(XmlInput.of(bytes));
            return (XmlBean) beans.getResult();
        } catch (JAXBException e) {
            throw new IllegalStateException("A valid file could not be read: " + problems.file(), e);
        }
    }

    private static JAXBContext beans() {
        try {
            return JAXBContext.newInstance(JobXml.class, TaskXml.class, ConfigXml.class, RecurringJobXml.class);
        } catch (JAXBException e) {
            throw new IllegalStateException(e);
        }
    }
}
