package io.drover.definition;

import io.drover.definition.problem.Problems;
import io.drover.definition.schema.SchemaCheck;
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
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads one definition file into its JAXB bean, validated against its schema. */
public final class DefinitionReader {
    private static final JAXBContext BEANS = beans();

    /** Dynamicweb's largest known job is below 4 MB; a delivery dropped in the wrong folder may be larger than memory. */
    private static final long MAX_BYTES = 16L << 20;

    private DefinitionReader() {}

    /**
     * Reads a file; what is wrong with it is added to {@code problems}.
     *
     * @return empty exactly when a problem was added
     * @throws NoSuchFileException when it is gone
     */
    public static Optional<Document<?, ?>> read(Problems problems) throws NoSuchFileException {
        try {
            if (Files.size(problems.file()) > MAX_BYTES) {
                problems.add(0, "is larger than a definition may be (%d MB)".formatted(MAX_BYTES >> 20));
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(problems.file());
            RootProbe probe = RootProbe.of(bytes);
            Optional<Kind<?, ?>> kind = Kinds.ofRoot(probe.root().name());
            if (kind.isEmpty()) {
                problems.add(
                        probe.line(),
                        "<%s> is no definition of Drover; allowed are %s"
                                .formatted(probe.root().name(), Kinds.allowed()));
                return Optional.empty();
            }
            return document(kind.get(), probe, bytes, problems);
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

    private static <B extends XmlBean, D extends Definition> Optional<Document<?, ?>> document(
            Kind<B, D> kind, RootProbe probe, byte[] bytes, Problems problems) throws IOException, SAXException {
        Optional<Conversion> conversion;
        try {
            conversion = kind.converted(probe, bytes, problems.file());
        } catch (IllegalArgumentException e) {
            problems.add(0, e.getMessage());
            return Optional.empty();
        }
        if (conversion.isPresent()) {
            return converted(kind, conversion.get(), problems);
        }
        validate(kind, bytes, problems);
        return problems.isEmpty() ? Optional.of(new Document<>(kind, bean(kind, bytes, problems))) : Optional.empty();
    }

    /** What was converted is read like any other file. */
    private static <B extends XmlBean, D extends Definition> Optional<Document<?, ?>> converted(
            Kind<B, D> kind, Conversion conversion, Problems problems) throws IOException, SAXException {
        byte[] bytes = conversion.xml().getBytes(StandardCharsets.UTF_8);
        Problems inConverted = new Problems(problems.file());
        validate(kind, bytes, inConverted);
        if (!inConverted.isEmpty()) {
            inConverted
                    .byLine()
                    .forEach(problem -> problems.add(
                            0,
                            "as a job of Drover's own form (drover job convert), line " + problem.line() + ": "
                                    + problem.message()));
            return Optional.empty();
        }
        B bean = bean(kind, bytes, problems);
        kind.note(bean, conversion.notes());
        return Optional.of(new Document<>(kind, bean));
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

    private static void validate(Kind<?, ?> kind, byte[] bytes, Problems problems) throws IOException, SAXException {
        KindSchema schema = KindSchema.of(kind);
        SchemaCheck check = new SchemaCheck(XmlInput.reader(), schema.outline(), problems);
        check.validateWith(schema.schema().newValidatorHandler());
        check.parse(XmlInput.of(bytes));
    }

    /** The bean of a valid file. It goes through the validator again, which adds the attributes that have defaults. */
    private static <B extends XmlBean> B bean(Kind<B, ?> kind, byte[] bytes, Problems problems)
            throws IOException, SAXException {
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
            return kind.bean().cast(beans.getResult());
        } catch (JAXBException e) {
            throw new IllegalStateException("A valid file could not be read: " + problems.file(), e);
        }
    }

    private static JAXBContext beans() {
        try {
            return JAXBContext.newInstance(Kinds.all().stream()
                    .flatMap(kind -> Stream.concat(Stream.of(kind.bean()), kind.parts().stream()))
                    .toArray(Class<?>[]::new));
        } catch (JAXBException e) {
            throw new IllegalStateException(e);
        }
    }
}
