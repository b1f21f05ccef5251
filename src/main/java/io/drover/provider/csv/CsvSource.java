package io.drover.provider.csv;

import io.drover.definition.problem.Problems;
import io.drover.provider.format.RejectsWriter;
import io.drover.provider.format.TextSource;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.nio.file.Path;

/** The {@code <csv>} source: each file is a table. */
@XmlRootElement(name = "csv")
@XmlAccessorType(XmlAccessType.FIELD)
public final class CsvSource extends TextSource {
    @XmlAttribute
    private String delimiter = "detect";

    @XmlAttribute
    private String quote = "\"";

    @XmlAttribute
    private String recordEnd;

    @XmlAttribute
    private boolean header = true;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String encoding;

    @XmlAttribute
    private String nullText;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String fixedWidths;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String table;

    @XmlAttribute
    private String comment;

    @XmlAttribute
    private boolean trim;

    /** A file as it is told by itself, of one table whatever the file is called. */
    public static CsvSource ofTable(String table) {
        CsvSource source = new CsvSource();
        source.table = table;
        return source;
    }

    @Override
    public void check(Problems problems) {
        CsvLayout layout = layout();
        layout.check(line, problems);
        if (recordEnd != null && layout.delimiter().equals(CsvMarks.DETECT)) {
            problems.add(line, "recordEnd needs a delimiter: one is detected only where rows end with the line");
        }
        if (comment() != CsvMarks.NONE
                && (layout.delimiter().equals(String.valueOf(comment())) || comment() == layout.quote())) {
            problems.add(line, "comment is the same character as delimiter or quote: choose another");
        }
    }

    @Override
    public Opener opener(Context context) {
        return file -> CsvRecordReader.open(this, file);
    }

    @Override
    public RejectsWriter rejects(Path delivery, Path target) {
        return new CsvRejects(this, target);
    }

    @Override
    public boolean knowsNull() {
        return nullText != null;
    }

    CsvLayout layout() {
        return CsvLayout.of(CsvMarks.of(delimiter, quote, recordEnd), header, encoding, nullText, fixedWidths);
    }

    /** Name of the table; null for the file's name without its extension. */
    String table() {
        return table;
    }

    /** The character that a line begins with which is left out; {@link CsvMarks#NONE} for none. */
    char comment() {
        return comment == null ? CsvMarks.NONE : comment.charAt(0);
    }

    /** Whether the spaces around values are left out. */
    boolean trim() {
        return trim;
    }
}
