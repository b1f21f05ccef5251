package io.drover.provider.xml;

import io.drover.definition.XmlBean;
import io.drover.definition.problem.Problems;
import io.drover.provider.format.OptionChecks;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A {@code <column>} of an XML source. */
@XmlAccessorType(XmlAccessType.FIELD)
final class XmlColumn extends XmlBean {
    private static final Pattern PATH = Pattern.compile("\\.|(?:\\.\\./)*(?:@" + XmlTable.NAME + "|(?:" + XmlTable.NAME
            + "(?:\\[[1-9]\\d{0,5}])?/)*(?:@" + XmlTable.NAME + "|" + XmlTable.NAME + "(?:\\[[1-9]\\d{0,5}])?))");

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String name;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    private String path;

    @XmlAttribute
    private String separator;

    /**
     * Checks the columns of a table.
     *
     * @param owner the element that should have the path of the records, when it has none; null when it has
     */
    static void check(List<XmlColumn> columns, String owner, Problems problems) {
        if (owner != null && !columns.isEmpty()) {
            problems.add(
                    columns.get(0).line,
                    "a <column> needs the path of the records that its own path begins at: add records=\"/...\" to <%s>"
                            .formatted(owner));
        }
        Map<String, Integer> names = new HashMap<>();
        for (XmlColumn column : columns) {
            OptionChecks.checkTwice(names, "column", column.name, column.line, problems);
            if (!PATH.matcher(column.path).matches()) {
                problems.add(
                        column.line,
                        "path=\"%s\" is no path that Drover knows; write one such as price, price/@amount, image[2], ../@id or . (the record's own text)"
                                .formatted(column.path));
            }
        }
    }

    String name() {
        return name;
    }

    /** Where its value stands, from the record: {@code price/@amount}, {@code image[2]}, {@code ../@currency}. */
    String path() {
        return path;
    }

    /** What is put between the values when there are several; null when there may be one only. */
    String separator() {
        return separator;
    }
}
