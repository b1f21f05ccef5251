package io.drover.provider.edi.syntax;

import io.drover.provider.edi.syntax.Segment.Value;
import io.xlate.edi.stream.EDIOutputFactory;
import io.xlate.edi.stream.EDIStreamConstants.Delimiters;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Writes the segments of interchanges into one file. */
public final class SegmentWriter implements Closeable {
    /** It warns of each interchange that StAEDI does not check: we count ourselves. */
    private static final Logger OF_STAEDI = Logger.getLogger("io.xlate.edi.internal.stream.StaEDIStreamWriter");

    static {
        OF_STAEDI.setLevel(Level.SEVERE);
    }

    private final OutputStream out;
    private EDIStreamWriter writer;
    private int written;

    public SegmentWriter(OutputStream out) {
        this.out = out;
    }

    /**
     * How the segments of an interchange are written.
     *
     * @param separators of EDIFACT as in UNA; of X12 those of components, elements and repetitions, and the end of segments
     * @param lineBreaks whether each is followed by one
     */
    public record Form(Standard standard, String separators, Charset charset, boolean lineBreaks) {}

    /** Begins an interchange. */
    public void begin(Form form) throws IOException {
        EDIOutputFactory factory = EDIOutputFactory.newFactory();
        String separators = form.separators;
        boolean edifact = form.standard == Standard.EDIFACT;
        factory.setProperty(Delimiters.COMPONENT_ELEMENT, separators.charAt(0));
        factory.setProperty(Delimiters.DATA_ELEMENT, separators.charAt(1));
        factory.setProperty(Delimiters.REPETITION, separators.charAt(edifact ? 4 : 2));
        factory.setProperty(Delimiters.SEGMENT, separators.charAt(edifact ? 5 : 3));
        if (edifact) {
            factory.setProperty(Delimiters.DECIMAL, separators.charAt(2));
            factory.setProperty(Delimiters.RELEASE, separators.charAt(3));
        }
        factory.setProperty(EDIOutputFactory.PRETTY_PRINT, form.lineBreaks);
        try {
            writer = factory.createEDIStreamWriter(out, form.charset.name());
            writer.startInterchange();
        } catch (EDIStreamException e) {
            throw new IOException(e);
        }
    }

    /** Segments that were written since {@link #startCount}. */
    public int written() {
        return written;
    }

    public void startCount() {
        written = 0;
    }

    public void write(Segment segment) throws IOException {
        try {
            writer.writeStartSegment(segment.tag());
            List<Value> values = segment.values();
            int element = 0;
            for (int i = 0; i < values.size(); ) {
                int next = values.get(i).element();
                while (++element < next) {
                    writer.writeEmptyElement();
                }
                i = element(values, i);
            }
            writer.writeEndSegment();
            written++;
        } catch (EDIStreamException e) {
            throw new IOException(e);
        }
    }

    /** Writes an element with its repetitions and components; gives the index of the next one's first value. */
    private int element(List<Value> values, int first) throws EDIStreamException {
        int element = values.get(first).element();
        int end = first;
        while (end < values.size() && values.get(end).element() == element) {
            end++;
        }
        int repetition = 1;
        writer.writeStartElement();
        for (int i = first; i < end; ) {
            for (; repetition < values.get(i).repetition(); repetition++) {
                writer.writeRepeatElement();
            }
            i = components(values, i, end);
        }
        writer.endElement();
        return end;
    }

    private int components(List<Value> values, int first, int end) throws EDIStreamException {
        int repetition = values.get(first).repetition();
        int last = first;
        while (last + 1 < end && values.get(last + 1).repetition() == repetition) {
            last++;
        }
        if (values.get(last).component() == 1) {
            writer.writeElementData(values.get(last).text());
            return last + 1;
        }
        int component = 0;
        for (int i = first; i <= last; i++) {
            while (++component < values.get(i).component()) {
                writer.writeEmptyComponent();
            }
            writer.writeComponent(values.get(i).text());
        }
        return last + 1;
    }

    /** Ends the interchange. */
    public void end() throws IOException {
        try {
            writer.endInterchange();
        } catch (EDIStreamException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
