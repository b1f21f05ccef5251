package io.drover.definition;

import io.drover.definition.schema.SchemaOutline;
import java.io.IOException;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** The schema of a kind of files, compiled once, when there is one of the kind; it refers to nothing outside itself. */
record KindSchema(Schema schema, SchemaOutline outline) {
    private static final Map<Kind<?, ?>, KindSchema> COMPILED = new ConcurrentHashMap<>();

    static KindSchema of(Kind<?, ?> kind) {
        return COMPILED.computeIfAbsent(kind, KindSchema::compile);
    }

    private static KindSchema compile(Kind<?, ?> kind) {
        URL xsd = KindSchema.class.getResource("/schema/" + kind.xsd());
        try (var in = xsd.openStream()) {
            SchemaFactory factory = SchemaFactory.newDefaultInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            return new KindSchema(factory.newSchema(new StreamSource(in, xsd.toString())), SchemaOutline.of(xsd));
        } catch (SAXException | IOException e) {
            throw new IllegalStateException("The schema " + kind.xsd() + " that Drover ships cannot be read", e);
        }
    }
}
