package io.drover.provider.xml.parser;

/** A document has what {@link PlainXml} leaves to {@link XmlStream}, faults above all: one parser's word for them is enough. */
public final class IrregularXml extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IrregularXml() {
        super(null, null, false, false); // never shown, and costs nothing
    }
}
