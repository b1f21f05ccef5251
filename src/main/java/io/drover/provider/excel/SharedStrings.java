package io.drover.provider.excel;

import io.drover.provider.file.ContainerXml;
import java.io.Closeable;
import java.io.IOException;

/** The texts that cells refer to by number, read as far as they are needed. */
final class SharedStrings implements Closeable {
    private final ContainerXml xml;
    private final TextStore texts = new TextStore();
    private boolean ended;

    private SharedStrings(ContainerXml xml) {
        this.xml = xml;
        this.ended = xml == null;
    }

    /** The strings of a workbook that shares none. */
    static SharedStrings none() {
        return new SharedStrings(null);
    }

    static SharedStrings of(ContainerXml xml) throws IOException {
        xml.root();
        return new SharedStrings(xml);
    }

    /** The text of that number; null when there are not so many. */
    String get(int index) throws IOException {
        while (index >= texts.size() && !ended) {
            if (xml.child() == null) {
                ended = true;
            } else {
                texts.add(richText(xml));
            }
        }
        return index >= 0 && index < texts.size() ? texts.get(index) : null;
    }

    /** From the start of an element with one or more {@code <t>} to its end: their text, without phonetic hints. */
    static String richText(ContainerXml xml) throws IOException {
        StringBuilder text = new StringBuilder();
        collect(xml, text);
        return text.toString();
    }

    private static void collect(ContainerXml xml, StringBuilder text) throws IOException {
        for (String child = xml.child(); child != null; child = xml.child()) {
            switch (child) {
                case "t" -> text.append(xml.text());
                case "r" -> collect(xml, text);
                default -> xml.skip();
            }
            if (text.length() > SheetRows.MAX_ROW) {
                throw xml.fault("has a text of more than " + SheetRows.MAX_ROW / 1024 / 1024 + " million characters");
            }
        }
    }

    @Override
    public void close() throws IOException {
        try (texts) {
            if (xml != null) {
                xml.close();
            }
        }
    }
}
