package io.drover.provider.edi;

import io.drover.provider.DeliveryException;
import io.drover.provider.edi.Segment.Value;
import io.drover.provider.format.DeliveryFile;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.Location;
import java.io.Closeable;
import java.io.IOException;
import java.nio.BufferOverflowException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The segments of a file with one interchange or several, one after the other. What is no segment becomes a {@link Segment} with a
 * fault, and reading goes on behind its terminator.
 *
 * <p>Limits: 4,096 characters for an element, 8 MB for a binary one, 1 MB for a segment without those.
 */
final class SegmentReader implements Closeable {
    private static final Pattern TAG = Pattern.compile("[A-Z][A-Z0-9]{1,2}");
    private static final int MAX_SEGMENT = 1024 * 1024;
    private static final int MAX_BINARY = 8 * 1024 * 1024;

    private final SegmentBytes bytes;
    private final Charset encoding;
    private EDIStreamReader parser;
    private Standard standard;
    private Charset charset;
    private byte[] header;
    /** Whether the parser reads the header a second time, to go on behind what it did not understand. */
    private boolean replaying;

    private int beginLine;
    private long end;

    /** @param encoding what the job says of it, or null */
    SegmentReader(DeliveryFile file, String encoding) throws IOException {
        this.bytes = new SegmentBytes(file.open());
        this.encoding = encoding == null ? null : Charset.forName(encoding);
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
            Segment segment = read();
            return segment == null ? next() : segment;
        } catch (EDIStreamException | RuntimeException e) {
            return broken(e);
        }
    }

    private boolean begin() throws IOException {
        boolean first = bytes.offset() == 0;
        if (first && bytes.ahead(3).equals("\u00EF\u00BB\u00BF")) {
            bytes.skipNBytes(3);
        }
        String tag = bytes.begin();
        if (tag.isEmpty() && !first) {
            return false;
        }
        if (tag.isEmpty()) {
            throw new DeliveryException("the file is empty", 0, 0, false);
        }
        if (!tag.equals("UNA") && !tag.equals("UNB") && !tag.equals("ISA")) {
            throw fault((first ? "the file is no EDI" : "something stands behind the interchange")
                    + ": expected UNA or UNB" + " (EDIFACT) or ISA (X12), found '" + tag + "'");
        }
        standard = tag.equals("ISA") ? Standard.X12 : Standard.EDIFACT;
        charset = encoding == null ? StandardCharsets.UTF_8 : encoding;
        header = null;
        beginLine = bytes.lineAhead();
        end = bytes.offset();
        open();
        return true;
    }

    /** Every byte is a character for the parser: the character set is known only when the header is read. */
    private void open() {
        EDIInputFactory factory = EDIInputFactory.newFactory();
        factory.setProperty(EDIInputFactory.EDI_VALIDATE_CONTROL_STRUCTURE, false);
        try {
            parser = factory.createEDIStreamReader(bytes, StandardCharsets.ISO_8859_1.name());
        } catch (EDIStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The next segment; null at the end of the interchange. */
    private Segment read() throws IOException, EDIStreamException {
        String tag = "";
        int line = 0;
        int weight = 0;
        List<Value> values = new ArrayList<>();
        while (true) {
            switch (parser.next()) {
                case START_SEGMENT -> {
                    tag = parser.getText();
                    line = bytes.line();
                }
                case ELEMENT_DATA -> {
                    String text = parser.getText();
                    add(values, text);
                    binary(tag, text);
                    weight += 1 + text.length();
                }
                case ELEMENT_DATA_BINARY -> {
                    byte[] data = parser.getBinaryData().readAllBytes();
                    add(values, Base64.getEncoder().encodeToString(data));
                }
                case END_SEGMENT -> {
                    if (ends(tag)) {
                        return segment(tag, line, values);
                    }
                    values.clear();
                }
                case END_INTERCHANGE -> {
                    parser = null;
                    return null;
                }
                default -> {} // composites, which values tell too
            }
            if (weight > MAX_SEGMENT) {
                throw fault("the segment " + tag + " is longer than " + MAX_SEGMENT / 1024 / 1024 + " MB");
            }
        }
    }

    /** Whether what ends is a segment to hand over: not the service string advice, nor a header that was read before. */
    private boolean ends(String tag) {
        boolean again = replaying;
        replaying = again && !tag.equals(standard.interchange().header());
        return !again && !tag.equals("UNA");
    }

    private void add(List<Value> values, String text) {
        if (text.isEmpty()) {
            return;
        }
        Location at = parser.getLocation();
        values.add(new Value(
                at.getElementPosition(),
                Math.max(1, at.getElementOccurrence()),
                Math.max(1, at.getComponentPosition()),
                text));
    }

    /** Says that binary data come next, when that was their length. */
    private void binary(String tag, String length) throws IOException, EDIStreamException {
        int element = parser.getLocation().getElementPosition();
        if (standard != Standard.X12 || !(tag.equals("BIN") && element == 1 || tag.equals("BDS") && element == 2)) {
            return;
        }
        if (!length.matches("\\d{1,9}") || Integer.parseInt(length) > MAX_BINARY) {
            throw fault("the segment " + tag + " says that its data have '" + length + "' bytes; at most "
                    + MAX_BINARY / 1024 / 1024 + " MB are read");
        }
        bytes.verbatim(Integer.parseInt(length));
        parser.setBinaryDataLength(Integer.parseInt(length));
    }

    private Segment segment(String tag, int line, List<Value> values) {
        if (header == null) {
            header = bytes.recorded();
            Segment first = new Segment(tag, line, 0, 0, values, null);
            charset = encoding == null && standard == Standard.EDIFACT ? Charsets.of(first.get(1)) : charset;
        }
        List<Value> decoded = new ArrayList<>(values.size());
        String fault = null;
        for (Value value : values) {
            try {
                decoded.add(new Value(
                        value.element(),
                        value.repetition(),
                        value.component(),
                        Charsets.decode(value.text(), charset)));
            } catch (CharacterCodingException e) {
                fault =
                        "element %d of %s has bytes that are no %s; where the sender means another character set, say so with encoding"
                                .formatted(value.element(), tag, charset.name());
            }
        }
        return ended(tag, line, decoded, TAG.matcher(tag).matches() ? fault : "no segment has the tag '" + tag + "'");
    }

    private Segment ended(String tag, int line, List<Value> values, String fault) {
        long start = end;
        end = bytes.offset();
        return new Segment(tag, line, start, end, values, fault);
    }

    /** What could not be read as a segment; the parser goes on behind it. */
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
        if (found >= 0 && header == null) {
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
        bytes.replay(header);
        replaying = true;
        open();
        return ended(
                "",
                line,
                List.of(),
                tooLong
                        ? "an element is longer than 4,096 characters"
                        : "what stands here is no segment: '" + (char) found + "' is not allowed at this place");
    }

    private DeliveryException fault(String message) {
        return new DeliveryException(message, bytes.line(), 0, false);
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
