package io.drover.provider.csv;

import io.drover.definition.Problems;
import io.drover.definition.XmlBean;
import io.drover.provider.FileFormat;
import io.drover.provider.FormatXml;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.nio.charset.Charset;
import java.util.List;
import java.util.stream.Stream;

/** {@code <csv>} as written, and the checks of it that a schema cannot make. */
public final class CsvXml {
    private CsvXml() {}

    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class CsvSource extends XmlBean {
        @XmlAttribute
        String delimiter;

        @XmlAttribute
        String quote;

        @XmlAttribute
        boolean header;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String encoding;

        @XmlAttribute
        String nullText;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String fixedWidths;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String table;

        @XmlAttribute
        String decimalSeparator;

        @XmlAttribute
        String comment;

        @XmlAttribute
        boolean trim;

        public CsvFormat convert(Problems problems) {
            CsvLayout layout = new CsvLayout(
                    character(delimiter), character(quote), header, encoding, nullText, widths(fixedWidths));
            char commentCharacter = comment == null ? CsvLayout.NONE : comment.charAt(0);
            check(layout, commentCharacter, problems, line);
            return new CsvFormat(layout, table, FileFormat.separator(decimalSeparator), commentCharacter, trim);
        }
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    public static final class CsvDestination extends FormatXml.ValueFormatsXml {
        @XmlAttribute
        String delimiter;

        @XmlAttribute
        String quote;

        @XmlAttribute
        boolean header;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String encoding;

        @XmlAttribute
        String nullText;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String fixedWidths;

        @XmlAttribute
        String quoting;

        @XmlAttribute
        boolean byteOrderMark;

        @XmlAttribute
        String lineEnd;

        @XmlAttribute
        boolean guardFormulas;

        public CsvOutput convert(Problems problems) {
            CsvLayout layout = new CsvLayout(
                    character(delimiter), character(quote), header, encoding, nullText, widths(fixedWidths));
            check(layout, CsvLayout.NONE, problems, line);
            return new CsvOutput(
                    layout,
                    quoting.equals("all"),
                    byteOrderMark,
                    lineEnd.equals("lf") ? "\n" : "\r\n",
                    guardFormulas,
                    valueFormats(problems));
        }
    }

    private static char character(String attribute) {
        return switch (attribute) {
            case "tab" -> '\t';
            case "detect" -> CsvLayout.DETECT;
            case "none" -> CsvLayout.NONE;
            default -> attribute.charAt(0);
        };
    }

    private static List<Integer> widths(String attribute) {
        return attribute == null
                ? List.of()
                : Stream.of(attribute.split(","))
                        .map(String::strip)
                        .map(Integer::valueOf)
                        .toList();
    }

    private static void check(CsvLayout layout, char comment, Problems problems, int line) {
        if (layout.delimiter() != CsvLayout.DETECT && layout.delimiter() == layout.quote()) {
            problems.add(line, "delimiter and quote are the same character: choose two");
        }
        if (comment != CsvLayout.NONE && (comment == layout.delimiter() || comment == layout.quote())) {
            problems.add(line, "comment is the same character as delimiter or quote: choose another");
        }
        if (layout.encoding() != null && !isKnown(layout.encoding())) {
            problems.add(
                    line,
                    "the encoding \"" + layout.encoding()
                            + "\" is not known; write UTF-8, UTF-16LE, UTF-16BE, windows-1252 or another of Java's");
        }
    }

    private static boolean isKnown(String encoding) {
        try {
            return Charset.forName(encoding).canEncode(); // else it is one that guesses
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
