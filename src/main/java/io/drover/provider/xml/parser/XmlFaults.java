package io.drover.provider.xml.parser;

import io.drover.provider.DeliveryException;
import io.drover.provider.format.DeliveryFile;
import java.io.CharConversionException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;

/** Says in words for the user what is wrong with a document. */
final class XmlFaults {
    private static final Pattern LOOKS_LIKE_XML = Pattern.compile("(?is)^[\\uFEFF\\s]*<(?!html|!doctype\\s+html)");

    private static final String CUT_OFF = ": it was cut off or is still being written";

    private final DeliveryFile file;
    private final Charset charset;
    private final String expected;
    private final boolean looksLikeXml;

    /**
     * @param head text at the start of the file
     * @param expected name of the root that the document should have
     */
    XmlFaults(DeliveryFile file, Charset charset, String head, String expected) {
        this.file = file;
        this.charset = charset;
        this.expected = expected;
        this.looksLikeXml = LOOKS_LIKE_XML.matcher(head).find();
    }

    static DeliveryException at(Location at, String message) {
        return at(at, message, false);
    }

    /** @param found what stands in place of the root */
    DeliveryException notExpected(Location at, String found) throws IOException {
        return at(at, expectedBut(found));
    }

    DeliveryException endsBeforeRoot(Location at) {
        return at(at, "the file ends before <" + expected + ">" + CUT_OFF, true);
    }

    /**
     * What a parser's exception means: a {@link DeliveryException}, or the failure of the disk that was behind it.
     *
     * @param inProlog whether the root has not been met
     * @param position where the parser is, for exceptions that do not tell
     */
    IOException of(XMLStreamException e, boolean inProlog, Location position) throws IOException {
        if (e.getCause() instanceof DeliveryException cause) {
            return at(position, cause.getMessage(), cause.truncated());
        }
        if (e.getCause() instanceof IOException cause && !(cause instanceof CharConversionException)) {
            return cause;
        }
        Location at = e.getLocation() == null ? position : e.getLocation();
        String reason = reason(e);
        if (reason.toLowerCase(Locale.ROOT).contains("end-of-input")) {
            return inProlog ? endsBeforeRoot(at) : at(at, "the file ends before </" + expected + ">" + CUT_OFF, true);
        }
        if (inProlog && !looksLikeXml) {
            return at(at, expectedBut("something else") + " (" + reason + ")");
        }
        return at(at, reason);
    }

    /** @param at null for the start of the file */
    private static DeliveryException at(Location at, String message, boolean truncated) {
        int line = at == null ? 1 : at.getLineNumber();
        int column = at == null ? 1 : at.getColumnNumber();
        return new DeliveryException(message, line, column, truncated);
    }

    private String expectedBut(String found) throws IOException {
        return "expected <" + expected + ">, found " + found + DocumentExcerpt.of(file, charset);
    }

    /** What the parser says, without the place that it adds on a line of its own, and in plain words where it has none. */
    private static String reason(XMLStreamException e) {
        String message = String.valueOf(e.getMessage());
        int place = message.indexOf("\n at [row,col");
        String reason = place < 0 ? message : message.substring(0, place);
        if (reason.startsWith("General entity reference (")) {
            String entity = reason.substring(reason.indexOf('(') + 1, reason.indexOf(')'));
            return "the entity " + entity + " is not defined; write the character itself, and & as &amp;";
        }
        return reason.endsWith(" expected space or closing '>'") ? "an end tag does not match its start tag" : reason;
    }
}
