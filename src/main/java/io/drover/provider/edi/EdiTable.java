package io.drover.provider.edi;

import io.drover.definition.XmlBean;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@code <table>}: the messages of a type, or the loops of a segment in them, one row each. */
@XmlAccessorType(XmlAccessType.FIELD)
final class EdiTable extends XmlBean {
    /** Segments that begin the summary of a message, in whatever loop it is. */
    private static final Set<String> SUMMARY = Set.of("UNS", "CNT", "CTT", "TDS");

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String name;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String records;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String parentKey;

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String until;

    /** A schema of StAEDI below Files/Integration that messages are checked against, or null. */
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String schema;

    @XmlElement(name = "column")
    List<EdiColumn> columns = new ArrayList<>();

    /** A table of all that a message or a loop has. */
    static EdiTable of(String name, String records) {
        EdiTable table = new EdiTable();
        table.name = name;
        table.records = records;
        return table;
    }

    /** The table of some that the rows of another stand in, or null. */
    static EdiTable parent(List<EdiTable> tables, EdiTable table) {
        EdiTable parent = null;
        for (EdiTable other : tables) {
            if (table.records.startsWith(other.records + "/")
                    && (parent == null || other.records.length() > parent.records.length())) {
                parent = other;
            }
        }
        return parent;
    }

    /** The type of the messages: ORDERS, 850, or * for all. */
    String messageType() {
        return records.split("/", 2)[0];
    }

    /** The segments that begin the loops, from the outermost; none for the message itself. */
    List<Step> loops() {
        String[] parts = records.split("/");
        return Stream.of(parts).skip(1).map(Step::parse).toList();
    }

    /** Columns of the table around that rows get too; none for a number. */
    List<String> parentKeys() {
        return parentKey == null
                ? List.of()
                : Stream.of(parentKey.split(","))
                        .map(String::strip)
                        .filter(key -> !key.isEmpty())
                        .toList();
    }

    /** Tags of the segments that end a loop: they belong to the message again. */
    Set<String> ends() {
        return until == null ? SUMMARY : Stream.of(until.strip().split("\\s+")).collect(Collectors.toSet());
    }
}
