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

/** A {@code <condition>} of a {@code <table>}: the database tests it, by its own collation. */
@XmlAccessorType(XmlAccessType.FIELD)
final class RowCondition extends XmlBean {
    private static final List<String> WITHOUT_VALUE = List.of("empty", "notEmpty");
    private static final List<String> OF_COLUMNS =
            List.of("equal", "notEqual", "lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual");

    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String column;

    @XmlAttribute
    String operator;

    @XmlAttribute
    String value;

    /** Another column of the table in place of a value, or null. */
    @XmlAttribute
    @XmlJavaTypeAdapter(CollapsedStringAdapter.class)
    String valueColumn;

    /** Whether it does not count where the table lacks the column. */
    @XmlAttribute
    boolean optional;

    /** Conditions of which all or one must hold. */
    @XmlAccessorType(XmlAccessType.FIELD)
    static final class Group extends XmlBean {
        @XmlElement(name = "condition")
        List<RowCondition> conditions = new ArrayList<>();

        @XmlElement
        List<Group> any = new ArrayList<>();

        @XmlElement
        List<Group> all = new ArrayList<>();

        Group() {}

        Group(List<RowCondition> conditions, List<Group> any, List<Group> all) {
            this.conditions = conditions;
            this.any = any;
            this.all = all;
        }

        boolean isEmpty() {
            return conditions.isEmpty() && any.isEmpty() && all.isEmpty();
        }

        void check(Problems problems) {
            conditions.forEach(condition -> condition.check(problems));
            any.forEach(group -> group.check(problems));
            all.forEach(group -> group.check(problems));
        }
    }

    private void check(Problems problems) {
        boolean needsNone = WITHOUT_VALUE.contains(operator);
        if (needsNone && (value != null || valueColumn != null)) {
            problems.add(line, "the operator %s takes no value; remove it".formatted(operator));
        } else if (!needsNone && (value == null) == (valueColumn == null)) {
            problems.add(
                    line,
                    "the operator %s needs either a value or a valueColumn (only empty and notEmpty do not)"
                            .formatted(operator));
        } else if (valueColumn != null && !OF_COLUMNS.contains(operator)) {
            problems.add(
                    line,
                    "valueColumn is for %s; the operator %s takes a value"
                            .formatted(String.join(", ", OF_COLUMNS), operator));
        }
    }
}
