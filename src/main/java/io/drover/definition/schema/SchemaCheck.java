package io.drover.definition.schema;

import io.drover.definition.problem.Problems;
import io.drover.definition.schema.SchemaSentences.Place;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import javax.xml.validation.ValidatorHandler;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.XMLFilterImpl;

/** Sends what passes through it to a validator, and the validator's errors, as sentences, to the file's problems. */
public final class SchemaCheck extends XMLFilterImpl {
    private final SchemaSentences sentences;
    private final Problems problems;
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private Attributes attributes = new AttributesImpl();
    private Locator locator;

    public SchemaCheck(XMLReader reader, SchemaOutline outline, Problems problems) {
        super(reader);
        this.sentences = new SchemaSentences(outline);
        this.problems = problems;
    }

    /** Puts the validator behind this filter; what is valid goes on to the validator's own content handler. */
    public void validateWith(ValidatorHandler validator) {
        validator.setErrorHandler(this);
        setContentHandler(validator);
    }

    /** The line being read. */
    public int line() {
        return locator == null ? 0 : locator.getLineNumber();
    }

    @Override
    public void setDocumentLocator(Locator documentLocator) {
        this.locator = documentLocator;
        super.setDocumentLocator(documentLocator);
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes atts) throws SAXException {
        open.addLast(qName);
        attributes = atts;
        text.setLength(0);
        super.startElement(uri, localName, qName, atts);
    }

    @Override
    public void characters(char[] ch, int start, int length) throws SAXException {
        text.append(ch, start, length);
        super.characters(ch, start, length);
    }

    @Override
    public void endElement(String uri, String localName, String qName) throws SAXException {
        super.endElement(uri, localName, qName);
        open.removeLast();
    }

    @Override
    public void error(SAXParseException e) {
        sentences
                .of(e.getMessage(), new Place(List.copyOf(open), attributes, text.toString()))
                .ifPresent(sentence -> problems.add(e.getLineNumber(), sentence));
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }
}
