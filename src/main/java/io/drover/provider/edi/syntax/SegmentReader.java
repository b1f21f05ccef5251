package io.drover.provider.edi.syntax;

import io.drover.provider.DeliveryException;
import io.drover.provider.edi.syntax.Segment.Value;
import io.drover.provider.format.DeliveryFile;
import io.xlate.edi.stream.EDIStreamException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The segments of a file with one interchange or several, one after the other. What is no segment becomes a {@link Segment} with a
 * fault, and reading goes on behind its terminator.
 *
 * <p>Limits: 4,096 characters for an element, 8 MB for a binary one, 1 MB for a segment without those.
 */
public final class SegmentReader implements Closeable {
    private static final Pattern TAG = Pattern.compile("[A-Z][A-Z0-9]{1,2}");

    private final SegmentBytes bytes;
    /** What the job or a byte order mark says, before what headers say; or null. */
    private Charset encoding;

    private final MessageSchemas schemas;
    /** The headers that are open, for a parser that is to go on behind what another did not understand. */
    private final Headers headers = new Headers();

    private SegmentParser parser;
    private Standard standard;
    private Charset charset;
    private int beginLine;
    private long end;

    /**
     * Opens a file.
     *
     * @param encoding what the job says of it, or null
     * @param schemas that messages are checked against
     */
    public SegmentReader(DeliveryFile file, String encoding, MessageSchemas schemas) throws IOException {
        this.bytes = new SegmentBytes(file.open());
        this.encoding = encoding == null ? null : Charset.forName(encoding);
        this.schemas = schemas;
    }

    /** The standard of the interchange that the last segment is of. */
    Standard standard() {
        return standard;
    }

    /** The next segment, or null at the end of the file, which is that of an interchange. */
    Segment next() throws IOException {
        if (parser == null && !begin()) {
            return null;
        }
        try {
            SegmentParser.ParsedSegment parsed = parser.next();
            if (parsed != null) {
                return segment(parsed);
            }
        } catch (EDIStreamException | RuntimeException e) {
            return broken(e);
        }
        parser = null;
        return next();
    }

    private boolean begin() throws IOException {
        boolean first = bytes.offset() == 0;
        if (first && bytes.ahead(3).equals("\u00EF\u00BB\u00BF")) {
            bytes.skipNBytes(3);
            encoding = StandardCharsets.UTF_8;
        }
        String tag = bytes.begin();
        if (tag.isEmpty() && !first) {
            return false;
        }
        if (tag.isEmpty()) {
            throw new DeliveryException("the file is empty", 0, 0, false);
        }
        if (!tag.equals("UNA") && !tag.equals("UNB") && !tag.equals("ISA")) {
            throw new DeliveryException(
                    (first ? "the file is no EDI" : "something stands behind the interchange")
                            + ": expected UNA or UNB (EDIFACT) or ISA (X12), found '" + tag + "'",
                    bytes.lineAhead(),
                    0,
                    false);
        }
        standard = tag.equals("ISA") ? Standard.X12 : Standard.EDIFACT;
        charset = encoding == null ? StandardCharsets.UTF_8 : encoding;
        headers.clear();
        beginLine = bytes.lineAhead();
        end = bytes.offset();
        parser = new SegmentParser(bytes, standard, schemas);
        return true;
    }

    private Segment segment(SegmentParser.ParsedSegment parsed) throws EDIStreamException {
        String tag = parsed.tag();
        headers.note(standard, tag, bytes);
        if (tag.equals(standard.interchange().header()) && encoding == null && standard == Standard.EDIFACT) {
            charset = Charsets.of(parsed.get(1));
        }
        if (tag.equals(standard.message().header()) && !schemas.isEmpty()) {
            if (!parser.sawMessageBegin()) { // the one before had no end that the parser knows
                parser = new SegmentParser(bytes, standard, schemas);
                parser.replay(headers);
            }
            parser.check(schemas.of(standard == Standard.X12 ? parsed.get(1) : parsed.get(2)));
        }
        List<Value> decoded = new ArrayList<>(parsed.values().size());
        String fault = TAG.matcher(tag).matches() ? parsed.fault() : "no segment has the tag '" + tag + "'";
        for (Value value : parsed.values()) {
            try {
                decoded.add(value.with(Charsets.decode(value.text(), charset)));
            } catch (CharacterCodingException e) {
                fault =
                        "element %d of %s has bytes that are no %s; where the sender means another character set, say so with encoding"
                                .formatted(value.element(), tag, charset.name());
            }
        }
        return ended(tag, parsed.line(), decoded, fault);
    }

    private Segment ended(String tag, int line, List<Value> values, String fault) {
        long start = end;
        end = bytes.offset();
        return new Segment(tag, line, start, end, values, fault);
    }

    /** What could not be read as a segment; another parser goes on behind it. */
    private Segment broken(Exception e) throws IOException {
        boolean tooLong = false;
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException io) {
                throw io;
            }
            tooLong |= cause instanceof BufferOverflowException;
        }
        int line = bytes.line();
        int found = bytes.last();
        if (found >= 0 && headers.count() == 0) {
            String expected = standard == Standard.X12
                    ? "ISA must have 16 elements of fixed lengths, 106 characters with its terminator"
                    : "UNB must begin with its syntax identifier, such as UNB+UNOC:3";
            throw new DeliveryException("the header of the interchange is damaged: " + expected, beginLine, 0, false);
        }
        if (found < 0 || !bytes.skipSegment()) {
            throw new DeliveryException(
                    "the file ends before the interchange is complete: it was cut off or is still being written",
                    line,
                    0,
                    true);
        }
        parser = new SegmentParser(bytes, standard, schemas);
        try {
            parser.replay(headers);
        } catch (EDIStreamException again) {
            throw new IllegalStateException("headers that were read cannot be read again", again);
        }
        return ended(
                "",
                line,
                List.of(),
                tooLong
                        ? "an element is longer than 4,096 characters"
                        : "what stands here is no segment: '" + (char) found + "' is not allowed at this place");
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
