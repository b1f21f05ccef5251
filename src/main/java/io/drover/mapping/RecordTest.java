package io.drover.mapping;

import io.drover.mapping.context.CurrentRecord;
import io.drover.mapping.context.MappingContext;
import io.drover.mapping.context.SourceColumns;
import io.drover.mapping.context.Template;
import io.drover.mapping.definition.ConditionDefinition;
import io.drover.mapping.definition.ConditionGroup;
import io.drover.mapping.definition.Criterion;
import io.drover.provider.DestinationException;
import io.drover.settings.BoundedPattern;
import java.util.ArrayList;
import java.util.List;

/** What decides whether a record is loaded, compiled. */
interface RecordTest {

    /**
     * Whether a record is loaded.
     *
     * @throws UndecidedException when a regular expression gives up on a value
     */
    boolean holds(CurrentRecord record) throws UndecidedException;

    /** A value that a condition cannot be decided on. */
    final class UndecidedException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient ValueProblem problem;

        UndecidedException(ValueProblem problem) {
            super(problem.reason(), null, false, false);
            this.problem = problem;
        }

        ValueProblem problem() {
            return problem;
        }
    }

    /** The tests of a mapping, of which all must hold. */
    static RecordTest[] of(List<Criterion> criteria, SourceColumns columns, MappingContext context, String table)
            throws DestinationException {
        List<RecordTest> tests = new ArrayList<>();
        for (Criterion criterion : criteria) {
            tests.add(of(criterion, columns, context, table));
        }
        return tests.toArray(RecordTest[]::new);
    }

    private static RecordTest of(Criterion criterion, SourceColumns columns, MappingContext context, String table)
            throws DestinationException {
        if (criterion instanceof ConditionGroup group) {
            RecordTest[] members = of(group.members(), columns, context, table);
            return record -> {
                for (RecordTest member : members) {
                    if (member.holds(record) == group.any()) {
                        return group.any();
                    }
                }
                return !group.any();
            };
        }
        return of((ConditionDefinition) criterion, columns, context, table);
    }

    private static RecordTest of(
            ConditionDefinition definition, SourceColumns columns, MappingContext context, String table)
            throws DestinationException {
        boolean plain = definition.value() == null || definition.operator().takesPattern();
        String value = plain ? definition.value() : new Template(definition.value(), context.run(), table).text(null);
        Condition condition =
                new Condition(definition.operator(), value, columns.decimalSeparator(definition.column()));
        int slot = columns.slot(definition.column());
        return record -> {
            try {
                return condition.holds(record.value(slot));
            } catch (BoundedPattern.TooLongException e) {
                throw new UndecidedException(
                        ValueProblem.ofColumn(definition.column(), record.value(slot), e.getMessage()));
            }
        };
    }
}
