package io.drover.provider.sql.read;

import io.drover.definition.XmlBean;
import io.drover.definition.problem.Problems;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlAttribute;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.adapters.CollapsedStringAdapter;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.ArrayList;
import java.util.List;

/** A {@code <table>} of a {@code <sql>} source: a table or view of which only some rows are read, or which marks what was written. */
@XmlAccessorType(XmlAccessType.FIELD)
public final class SqlTable extends SqlInput {
    @XmlElement(name = "condition")
    private List<RowCondition> conditions = new ArrayList<>();

    @XmlElement
    private List<RowCondition.Group> any = new ArrayList<>();

    @XmlElement
    private List<RowCondition.Group> all = new ArrayList<>();

    @XmlElement(name = "parent")
    private List<Parent> parents = new ArrayList<>();

    @XmlElement(name = "lookup")
    private List<Lookup> lookups = new ArrayList<>();

    @XmlElement(name = "mark")
    private List<Mark> marks = new ArrayList<>();

    SqlTable() {}

    public SqlTable(String name, String watermark) {
        super(name, watermark);
    }

    /** Only rows are read that belong to a row of another table, one that its own {@code <table>} lets be read. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Parent extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String table;

        /** Of this table. */
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String column;

        /** Of the other table. */
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String parentColumn;

        /** Whether the other table's own {@code <table>} counts. */
        @XmlAttribute
        boolean filtered = true;
    }

    /** One more column, which another table has for the row; null when it has none, the least when it has several. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Lookup extends XmlBean {
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String name;

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String table;

        /** Of the other table. */
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String value;

        /** Of the other table. */
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String key;

        /** Of this table. */
        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String column;
    }

    /** A value that rows get when they are written at the destination. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Mark extends XmlBean {
        /** In place of a value: when the rows were read. */
        static final String NOW = "{timestamp}";

        @XmlAttribute
        @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
        String column;

        @XmlAttribute
        String value;
    }

    void check(Problems problems) {
        whole().check(problems);
    }

    /** All conditions, of which each must hold. */
    RowCondition.Group whole() {
        return new RowCondition.Group(conditions, any, all);
    }

    List<Parent> parents() {
        return parents;
    }

    List<Lookup> lookups() {
        return lookups;
    }

    List<Mark> marks() {
        return marks;
    }

    /** Whether it is read as it is. */
    boolean isPlain() {
        return whole().isEmpty() && parents.isEmpty() && lookups.isEmpty();
    }
}
