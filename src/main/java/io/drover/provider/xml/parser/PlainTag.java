package io.drover.provider.xml.parser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The start tag that {@link PlainXml} stands at. */
final class PlainTag {
    /** Bytes of a tag, well below what {@link XmlStream} takes. */
    static final int MAX_LENGTH = XmlStream.MAX_MARKUP / 4;

    private static final int MAX_ATTRIBUTES = 16;
    private static final int MORE = -1;

    private static final long LESS_THAN = Plain8.all('<');
    private static final long AMPERSAND = Plain8.all('&');

    private final PlainName.Table names = new PlainName.Table();
    private PlainName name;
    private boolean empty;
    private int lines;

    private int attributes;
    private final PlainName[] attributeNames = new PlainName[MAX_ATTRIBUTES];
    private final int[] starts = new int[MAX_ATTRIBUTES];
    private final int[] ends = new int[MAX_ATTRIBUTES];
    /** The values that are not ASCII, which must be decoded to know whether they are UTF-8. */
    private final String[] decoded = new String[MAX_ATTRIBUTES];

    /** The last tag with an attribute, up to the quote before its value, such as {@code <column columnName="}. */
    private byte[] head = {};

    private PlainName headName;
    private PlainName headAttribute;

    PlainName name() {
        return name;
    }

    boolean empty() {
        return empty;
    }

    /** Line ends in the tag. */
    int lines() {
        return lines;
    }

    int attributes() {
        return attributes;
    }

    String attributeName(int index) {
        return attributeNames[index].text();
    }

    String attribute(byte[] bytes, int index) {
        return decoded[index] != null
                ? decoded[index]
                : new String(bytes, starts[index], ends[index] - starts[index], StandardCharsets.ISO_8859_1);
    }

    void attribute(byte[] bytes, int index, ColumnName decoder) throws IOException {
        int start = starts[index];
        int end = ends[index];
        while (start < end && bytes[start] == ' ') {
            start++;
        }
        while (end > start && bytes[end - 1] == ' ') {
            end--;
        }
        if (start == end) {
            decoder.handleEmptyValue();
        } else {
            decoder.decode(bytes, start, end);
        }
    }

    /** Reads the tag that starts there; gives the index after it, or -1 when its end is beyond the limit. */
    int read(byte[] bytes, int start, int limit) {
        attributes = 0;
        lines = 0;
        int i;
        if (limit - start > head.length
                && head.length > 0
                && Arrays.equals(bytes, start, start + head.length, head, 0, head.length)) {
            name = headName;
            i = value(bytes, start + head.length, limit, headAttribute);
        } else {
            i = PlainName.Table.end(bytes, start + 1, limit);
            if (i == limit) {
                return MORE;
            }
            name = names.get(bytes, start + 1, i);
        }
        while (i >= 0 && i < limit) {
            if (bytes[i] == '>' || bytes[i] == '/') {
                return end(bytes, start, i, limit);
            }
            int spaced = space(bytes, i, limit);
            if (spaced == limit) {
                return MORE;
            }
            if (bytes[spaced] == '>' || bytes[spaced] == '/') {
                return end(bytes, start, spaced, limit);
            }
            if (spaced == i) {
                throw new IrregularXml();
            }
            i = attribute(bytes, start, spaced, limit);
        }
        return MORE;
    }

    private int end(byte[] bytes, int start, int index, int limit) {
        empty = bytes[index] == '/';
        int last = empty ? index + 1 : index;
        if (last >= limit) {
            return MORE;
        }
        if (bytes[last] != '>' || last - start > MAX_LENGTH) {
            throw new IrregularXml();
        }
        return last + 1;
    }

    private int space(byte[] bytes, int from, int limit) {
        int i = from;
        while (i < limit && (bytes[i] == ' ' || bytes[i] == '\n' || bytes[i] == '\t')) {
            lines += bytes[i] == '\n' ? 1 : 0;
            i++;
        }
        if (i < limit && bytes[i] == '\r') {
            throw new IrregularXml();
        }
        return i;
    }

    private int attribute(byte[] bytes, int tagStart, int start, int limit) {
        int end = PlainName.Table.end(bytes, start, limit);
        if (limit - end < 2) {
            return MORE;
        }
        boolean quoted = bytes[end] == '=' && (bytes[end + 1] == '"' || bytes[end + 1] == '\'');
        if (!quoted || attributes == MAX_ATTRIBUTES) {
            throw new IrregularXml();
        }
        PlainName attribute = names.get(bytes, start, end);
        for (int i = 0; i < attributes; i++) {
            if (attributeNames[i].equals(attribute)) {
                throw new IrregularXml();
            }
        }
        if (attributes == 0 && lines == 0) {
            head = Arrays.copyOfRange(bytes, tagStart, end + 2);
            headName = name;
            headAttribute = attribute;
        }
        return value(bytes, end + 2, limit, attribute);
    }

    private int value(byte[] bytes, int start, int limit, PlainName attribute) {
        byte quote = bytes[start - 1];
        boolean ascii = true;
        long quotes = Plain8.all(quote);
        for (int i = start; i < limit; i++) {
            i = Plain8.skip(bytes, i, limit, quotes, LESS_THAN, AMPERSAND);
            if (i == limit) {
                return MORE;
            }
            byte b = bytes[i];
            if (b == quote) {
                attributeNames[attributes] = attribute;
                starts[attributes] = start;
                ends[attributes] = i;
                decoded[attributes++] = ascii ? null : PlainText.utf8(bytes, start, i);
                return i + 1;
            }
            if (b < 0) {
                ascii = false;
            } else if (b < ' ' || b == '<' || b == '&') {
                throw new IrregularXml();
            }
        }
        return MORE;
    }
}
