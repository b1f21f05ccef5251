package io.drover.mapping.definition;

import io.drover.definition.problem.Problems;
import io.drover.definition.text.ContextText;
import io.drover.definition.text.PatternCheck;
import io.drover.mapping.definition.ConditionDefinition.Operator;
import java.util.ArrayList;
import java.util.List;

/** From the beans of conditions to their records, with the checks that a schema cannot make. */
final class CriterionConverter {
    private final Problems problems;

    CriterionConverter(Problems problems) {
        this.problems = problems;
    }

    List<Criterion> criteria(ConditionsXml group) {
        List<Criterion> criteria = new ArrayList<>();
        group.conditions.forEach(condition -> criteria.add(condition(condition)));
        group.any.forEach(member -> criteria.add(new ConditionGroup(true, criteria(member))));
        group.all.forEach(member -> criteria.add(new ConditionGroup(false, criteria(member))));
        return criteria;
    }

    private ConditionDefinition condition(ConditionsXml.Condition condition) {
        Operator operator = Operator.valueOf(ColumnConverter.constant(condition.operator));
        if (operator.takesNoValue() && condition.value != null) {
            problems.add(
                    condition.line,
                    "the operator %s takes no value; remove value=\"%s\" or use equal or notEqual"
                            .formatted(condition.operator, condition.value));
        } else if (!operator.takesNoValue() && condition.value == null) {
            problems.add(
                    condition.line,
                    "attribute value is missing: the operator %s needs one (only empty and notEmpty do not)"
                            .formatted(condition.operator));
        } else if (operator.takesPattern()) {
            PatternCheck.check(condition.value, null, condition.line, problems);
        } else if (condition.value != null) {
            checkText(condition);
        }
        return new ConditionDefinition(condition.column, operator, condition.value);
    }

    private void checkText(ConditionsXml.Condition condition) {
        String problem = ContextText.problem(condition.value);
        if (problem != null) {
            problems.add(condition.line, problem);
        } else if (ContextText.of(condition.value).parts().stream()
                .anyMatch(part -> part.value() == ContextText.Value.ROW)) {
            problems.add(condition.line, "{row} cannot be compared with; allowed are the values of the whole run");
        }
    }
}
