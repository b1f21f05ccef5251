package io.drover.provider.csv;

import io.drover.definition.problem.Problems;
import io.drover.provider.format.TableFileWriter;
import io.drover.provider.format.ValueOptions;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;

/** The {@code <csv>} destination: a file for each table. */
@XmlRootElement(name = "csv")
@XmlAccessorType(XmlAccessType.FIELD)
public final class CsvDestination extends ValueOptions {
    @XmlAttribute
    private String delimiter = ";";

    @XmlAttribute
    private String quote = "\"";

    @XmlAttribute
    private String recordEnd;

    @XmlAttribute
    private boolean header = true;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String encoding = "UTF-8";

    @XmlAttribute
    private String nullText = "";

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String fixedWidths;

    @XmlAttribute
    private String quoting = "needed";

    @XmlAttribute
    private boolean byteOrderMark;

    @XmlAttribute
    private String lineEnd = "crlf";

    @XmlAttribute
    private boolean guardFormulas;

    /** Files with commas, as Dynamics 365 has them in data packages. */
    public static CsvDestination ofPackage(String encoding, boolean byteOrderMark) {
        CsvDestination packaged = new CsvDestination();
        packaged.delimiter = ",";
        packaged.encoding = encoding;
        packaged.byteOrderMark = byteOrderMark;
        return packaged;
    }

    @Override
    public void check(Problems problems) {
        layout().check(line, problems);
        super.check(problems);
    }

    @Override
    public String defaultName() {
        return "{table}.csv";
    }

    @Override
    public TableFileWriter open(Context context) {
        return new CsvFileWriter(this, context.files());
    }

    CsvLayout layout() {
        return CsvLayout.of(CsvMarks.of(delimiter, quote, recordEnd), header, encoding, nullText, fixedWidths);
    }

    /** Whether every value but null is quoted, or only those that need it. */
    boolean quoteAll() {
        return quoting.equals("all");
    }

    /** Whether the file begins with one. */
    boolean byteOrderMark() {
        return byteOrderMark;
    }

    /** What follows each row. */
    String lineEnd() {
        return lineEnd.equals("lf") ? "\n" : "\r\n";
    }

    /** Whether texts that a spreadsheet would take for a formula get an apostrophe before them. */
    boolean guardFormulas() {
        return guardFormulas;
    }
}
