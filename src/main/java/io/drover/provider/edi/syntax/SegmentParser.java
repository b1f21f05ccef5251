package io.drover.provider.edi.syntax;

import io.drover.provider.DeliveryException;
import io.drover.provider.edi.syntax.Segment.Value;
import io.xlate.edi.schema.Schema;
import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Makes segments of StAEDI's events, within one interchange. Every byte is a character for it: the character set is known only when the
 * header is read.
 */
final class SegmentParser {
    private static final int MAX_SEGMENT = 1024 * 1024;
    private static final int MAX_BINARY = 8 * 1024 * 1024;

    private final SegmentBytes bytes;
    private final Standard standard;
    private final EDIStreamReader parser;
    private boolean messageBegan;

    /** A segment whose values are not decoded yet. */
    record ParsedSegment(String tag, int line, List<Value> values, String fault) {
        /** The first component of an element, or null. */
        String get(int element) {
            return values.stream()
                    .filter(value -> value.element() == element && value.component() == 1)
                    .map(Value::text)
                    .findFirst()
                    .orElse(null);
        }
    }

    /** @param schemas any that messages may be checked against: StAEDI then follows what encloses them */
    SegmentParser(SegmentBytes bytes, Standard standard, MessageSchemas schemas) {
        this.bytes = bytes;
        this.standard = standard;
        EDIInputFactory factory = EDIInputFactory.newFactory();
        factory.setProperty(EDIInputFactory.EDI_VALIDATE_CONTROL_STRUCTURE, !schemas.isEmpty());
        factory.setProperty(EDIInputFactory.EDI_VALIDATE_CONTROL_CODE_VALUES, false);
        try {
            this.parser = factory.createEDIStreamReader(bytes, StandardCharsets.ISO_8859_1.name());
        } catch (EDIStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads headers that another parser has read. */
    void replay(Headers headers) throws EDIStreamException {
        bytes.replay(headers.bytes());
        for (int left = headers.count(); left > 0; ) {
            EDIStreamEvent event = parser.next();
            messageBegan |= event == EDIStreamEvent.START_TRANSACTION;
            left -= event == EDIStreamEvent.END_SEGMENT && !parser.getText().equals("UNA") ? 1 : 0;
        }
        bytes.forget(); // what was broken before is no part of the next segment, which may be a header
    }

    /** Whether StAEDI has seen a message begin, since the last that was checked. */
    boolean sawMessageBegin() {
        return messageBegan;
    }

    /** Behind the header of a message: has it checked against a schema, or not when that is null. */
    void check(Schema schema) {
        if (messageBegan) {
            messageBegan = false;
            parser.setTransactionSchema(schema);
        }
    }

    /** The next segment; null at the end of the interchange. */
    ParsedSegment next() throws IOException, EDIStreamException {
        String tag = "";
        int line = 0;
        int weight = 0;
        String fault = null;
        List<Value> values = new ArrayList<>();
        while (true) {
            switch (parser.next()) {
                case START_TRANSACTION -> messageBegan = true;
                case SEGMENT_ERROR, ELEMENT_DATA_ERROR, ELEMENT_OCCURRENCE_ERROR ->
                    fault = fault == null ? SchemaFault.of(parser, standard) : fault;
                case START_SEGMENT -> {
                    tag = parser.getText();
                    line = bytes.line();
                }
                case ELEMENT_DATA -> {
                    String text = parser.getText();
                    add(values, text);
                    expectBinary(tag, text);
                    weight += 1 + text.length();
                }
                case ELEMENT_DATA_BINARY -> {
                    byte[] data = parser.getBinaryData().readAllBytes();
                    add(values, Base64.getEncoder().encodeToString(data));
                }
                case END_SEGMENT -> {
                    if (!tag.equals("UNA")) {
                        return new ParsedSegment(tag, line, values, fault);
                    }
                    values.clear();
                }
                case END_INTERCHANGE -> {
                    return null;
                }
                default -> {} // composites, which values tell too
            }
            if (weight > MAX_SEGMENT) {
                throw fault("the segment " + tag + " is longer than " + MAX_SEGMENT / 1024 / 1024 + " MB");
            }
        }
    }

    private void add(List<Value> values, String text) {
        if (!text.isEmpty()) {
            Location at = parser.getLocation();
            values.add(new Value(
                    at.getElementPosition(),
                    Math.max(1, at.getElementOccurrence()),
                    Math.max(1, at.getComponentPosition()),
                    text));
        }
    }

    /** Says that binary data come next, when that was their length. */
    private void expectBinary(String tag, String length) throws IOException, EDIStreamException {
        int element = parser.getLocation().getElementPosition();
        boolean isLength = (tag.equals("BIN") && element == 1) || (tag.equals("BDS") && element == 2);
        if (standard != Standard.X12 || !isLength) {
            return;
        }
        if (!length.matches("\\d{1,9}") || Integer.parseInt(length) > MAX_BINARY) {
            throw fault("the segment " + tag + " says that its data have '" + length + "' bytes; at most "
                    + MAX_BINARY / 1024 / 1024 + " MB are read");
        }
        bytes.verbatim(Integer.parseInt(length));
        parser.setBinaryDataLength(Integer.parseInt(length));
    }

    private DeliveryException fault(String message) {
        return new DeliveryException(message, bytes.line(), 0, false);
    }
}
