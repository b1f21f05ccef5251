package io.drover.provider.edi.syntax;

import io.xlate.edi.stream.EDIStreamEvent;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.Location;
import java.util.Locale;

/** What a schema has against a segment, in words. */
final class SchemaFault {
    private SchemaFault() {}

    /** The error at which a parser stands; null when it is about what encloses messages, which is checked elsewhere. */
    static String of(EDIStreamReader parser, Standard standard) {
        boolean ofSegment = parser.getEventType() == EDIStreamEvent.SEGMENT_ERROR;
        Location at = parser.getLocation();
        String tag = ofSegment ? parser.getText() : at.getSegmentTag();
        if (standard.encloses(tag)) {
            return null;
        }
        String words = parser.getErrorType().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String value = ofSegment || parser.getText().isEmpty() ? "" : ": '" + parser.getText() + "'";
        int component = Math.max(1, at.getComponentPosition());
        String place = ofSegment ? tag : tag + new Segment.Value(at.getElementPosition(), 1, component, "").place();
        return "by the schema, %s of %s%s".formatted(words, place, value);
    }
}
