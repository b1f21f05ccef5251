package io.drover.addin.paging;

import io.drover.mapping.definition.ConditionDefinition;
import io.drover.mapping.definition.ConditionGroup;
import io.drover.mapping.definition.Criterion;
import io.drover.mapping.definition.MappingDefinition;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The conditions of mappings as an OData filter. It lets through all that the conditions do, and perhaps more: what OData would
 * decide otherwise than we do, such as the case of texts or the order of them, is left to the job, which looks at its conditions
 * in any case.
 */
final class ODataFilter {
    private final ODataSample sample;

    ODataFilter(ODataSample sample) {
        this.sample = sample;
    }

    /** What at least one of the mappings loads; empty when that cannot be said. */
    Optional<String> of(List<MappingDefinition> mappings) {
        List<String> parts = new ArrayList<>();
        for (MappingDefinition mapping : mappings) {
            Optional<String> part = all(mapping.records().conditions());
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
        }
        return joined(parts.stream().distinct().toList(), " or ");
    }

    private Optional<String> of(Criterion criterion) {
        if (criterion instanceof ConditionGroup group) {
            return group.any() ? any(group.members()) : all(group.members());
        }
        return of((ConditionDefinition) criterion);
    }

    /** What cannot be said is left out: the rest lets through more. */
    private Optional<String> all(List<Criterion> criteria) {
        return joined(criteria.stream().flatMap(each -> of(each).stream()).toList(), " and ");
    }

    private Optional<String> any(List<Criterion> criteria) {
        List<Optional<String>> parts = criteria.stream().map(this::of).toList();
        return parts.stream().allMatch(Optional::isPresent)
                ? joined(parts.stream().map(Optional::get).toList(), " or ")
                : Optional.empty();
    }

    private static Optional<String> joined(List<String> parts, String by) {
        return switch (parts.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(parts.get(0));
            default -> Optional.of("(" + String.join(by, parts) + ")");
        };
    }

    private Optional<String> of(ConditionDefinition condition) {
        Optional<String> path = sample.path(condition.column());
        Optional<ODataType> type = sample.type(condition.column());
        String value = condition.value();
        if (path.isEmpty() || type.isEmpty() || (value != null && value.contains("{"))) {
            return Optional.empty(); // a value of the run is known to the job only
        }
        return of(condition.operator(), path.get(), type.get(), value);
    }

    private static Optional<String> of(
            ConditionDefinition.Operator operator, String path, ODataType type, String value) {
        boolean text = type == ODataType.TEXT;
        return switch (operator) {
            case EQUAL -> equal(path, type, value);
            case IN -> anyEqual(path, type, value);
            case NOT_EQUAL -> text ? Optional.empty() : unequal(path, type, value);
            case LESS_THAN -> compared(path, "lt", type, value);
            case LESS_THAN_OR_EQUAL -> compared(path, "le", type, value);
            case GREATER_THAN -> compared(path, "gt", type, value);
            case GREATER_THAN_OR_EQUAL -> compared(path, "ge", type, value);
            case CONTAINS -> text ? called("contains", path, value) : Optional.empty();
            case STARTS_WITH -> text ? called("startswith", path, value) : Optional.empty();
            case ENDS_WITH -> text ? called("endswith", path, value) : Optional.empty();
            case EMPTY -> Optional.of(text ? "(" + path + " eq null or " + path + " eq '')" : path + " eq null");
            case NOT_EMPTY -> Optional.of(path + " ne null");
            default -> Optional.empty();
        };
    }

    private static Optional<String> equal(String path, ODataType type, String value) {
        return value.isEmpty()
                ? of(ConditionDefinition.Operator.EMPTY, path, type, null)
                : type.literal(value).map(literal -> path + " eq " + literal);
    }

    private static Optional<String> anyEqual(String path, ODataType type, String value) {
        List<Optional<String>> parts = Arrays.stream(value.split(",", -1))
                .map(each -> equal(path, type, each.strip()))
                .toList();
        return parts.stream().allMatch(Optional::isPresent)
                ? joined(parts.stream().flatMap(Optional::stream).toList(), " or ")
                : Optional.empty();
    }

    /** To us an empty value is another than any. */
    private static Optional<String> unequal(String path, ODataType type, String value) {
        return type.literal(value).map(literal -> "(" + path + " ne " + literal + " or " + path + " eq null)");
    }

    private static Optional<String> compared(String path, String how, ODataType type, String value) {
        return Stream.of(type)
                .filter(ODataType::hasOrder)
                .findFirst()
                .flatMap(ordered -> ordered.literal(value))
                .map(literal -> path + " " + how + " " + literal);
    }

    private static Optional<String> called(String function, String path, String value) {
        return value.isEmpty()
                ? Optional.empty()
                : Optional.of(function + "(" + path + ",'" + value.replace("'", "''") + "')");
    }
}
