package io.drover.provider.xml;

import io.drover.definition.XmlBean;
import io.drover.definition.problem.Problems;
import io.drover.provider.format.OptionChecks;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A {@code <table>} of an XML source. */
@XmlAccessorType(XmlAccessType.FIELD)
final class XmlTable extends XmlBean {
    /** Of an element or attribute, perhaps with a prefix. */
    static final String NAME = "(?:[\\p{L}_][\\p{L}\\p{N}_.\\-]*:)?[\\p{L}_][\\p{L}\\p{N}_.\\-]*";

    private static final String STEP = "(?:" + NAME + "|\\*)";
    private static final Pattern RECORDS = Pattern.compile("//?" + STEP + "(?:/" + STEP + ")*");

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String name;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String records;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String parentKey;

    @XmlElement(name = "column")
    private List<XmlColumn> columns = new ArrayList<>();

    /** The only table of a source, which has the name of its records. */
    static XmlTable only(String records, List<XmlColumn> columns) {
        XmlTable table = new XmlTable();
        String step = records.substring(records.lastIndexOf('/') + 1);
        table.name = step.substring(step.indexOf(':') + 1);
        table.records = records;
        table.columns = columns;
        return table;
    }

    void check(Problems problems) {
        if (records != null) {
            checkRecords(line, records, problems);
        }
        XmlColumn.check(columns, records == null ? "table" : null, problems);
    }

    static void checkRecords(int line, String path, Problems problems) {
        if (!RECORDS.matcher(path).matches()) {
            problems.add(
                    line,
                    "records=\"%s\" is no path of elements; write one such as /catalog/product, or //product for all that have the name"
                            .formatted(path));
        }
    }

    String name() {
        return name;
    }

    /**
     * Path of the elements that are its records, as {@code /catalog/product} or {@code //product}; null for an entity of Dynamics
     * 365, whose name the elements have.
     */
    String records() {
        return records;
    }

    /** Empty for all attributes and elements of a record. */
    List<XmlColumn> columns() {
        return columns;
    }

    /** Columns of the record around that each record gets too; empty for a generated number. */
    List<String> parentKey() {
        return OptionChecks.names(parentKey);
    }
}
