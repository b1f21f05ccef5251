package io.drover.provider.xml.writer;

import io.drover.provider.DestinationColumn;
import io.drover.provider.file.ValueTexts;
import io.drover.provider.format.ValueFormats;
import java.io.IOException;
import java.util.List;

/** How the rows of one table stand in a document: what comes before and after each value, prepared once. */
final class RowForm {
    /** How a value is written. */
    enum Kind {
        CDATA,
        TEXT,
        ATTRIBUTE
    }

    /** What surrounds a column's value, and what stands for null. */
    record Frame(String before, String after, String whenNull) {
        /** Of a column that is not written. */
        static final Frame NONE = new Frame("", "", "");
    }

    private final List<DestinationColumn> columns;
    private final ValueTexts texts;
    private final Kind kind;
    private final String start;
    private final Frame[] frames;

    /**
     * Prepares a table.
     *
     * @param start what comes before the values of a row
     * @param frames by column
     */
    RowForm(List<DestinationColumn> columns, ValueFormats formats, Kind kind, String start, List<Frame> frames) {
        this.columns = columns;
        this.texts = ValueTexts.of(formats, columns);
        this.kind = kind;
        this.start = start;
        this.frames = frames.toArray(Frame[]::new);
    }

    /** As {@link #write(XmlText, Object[])}, with what ends a row, and hands it on to the file. */
    String write(XmlText xml, Object[] values, String end) throws IOException {
        String problem = write(xml, values);
        if (problem == null) {
            xml.raw(end);
            xml.drain();
        }
        return problem;
    }

    /** Writes the values of a row; gives what is wrong with the row, of which then nothing is written, or null. */
    String write(XmlText xml, Object[] values) {
        int mark = xml.mark();
        xml.raw(start);
        for (int i = 0; i < frames.length; i++) {
            Frame frame = frames[i];
            String value = frame.before().isEmpty() ? null : texts.text(i, values[i]);
            if (value == null) {
                xml.raw(frame.whenNull());
                continue;
            }
            xml.raw(frame.before());
            int illegal =
                    switch (kind) {
                        case CDATA -> xml.cdata(value);
                        case TEXT -> xml.text(value);
                        case ATTRIBUTE -> xml.attribute(value);
                    };
            if (illegal != XmlText.FINE) {
                xml.reset(mark);
                return reason(columns.get(i).name(), illegal);
            }
            xml.raw(frame.after());
        }
        return null;
    }

    /** The text of a value, null for null. */
    String text(int column, Object[] values) {
        return texts.text(column, values[column]);
    }

    private static String reason(String column, int illegal) {
        String character = String.format("U+%04X", illegal);
        return illegal >= 0x7F && illegal < 0xA0
                ? column + " has the control character " + character + ", which Dynamics 365 refuses"
                : column + " has the character " + character + ", which no XML document can hold";
    }
}
