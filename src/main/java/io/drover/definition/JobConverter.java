package io.drover.definition;

import io.drover.definition.ConditionDefinition.Operator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** From a job's beans to its records, with the checks that a schema cannot make. */
final class JobConverter {
    private final Problems problems;

    private JobConverter(Problems problems) {
        this.problems = problems;
    }

    static JobDefinition convert(JobXml job, Problems problems) {
        return new JobConverter(problems).job(job);
    }

    private JobDefinition job(JobXml job) {
        new TableOptionsConverter(problems).checkTables(job.mappings);
        return new JobDefinition(
                job.name,
                job.description == null ? "" : job.description.strip(),
                OnError.valueOf(job.onError.toUpperCase(Locale.ROOT)),
                new ProviderConverter(problems).source(job.source, job.mappings),
                new ProviderConverter(problems).destination(job.destination),
                job.mappings.stream().map(this::mapping).toList(),
                problems.file());
    }

    private MappingDefinition mapping(JobXml.Mapping mapping) {
        boolean automatic = mapping.automatic == null ? mapping.columns.isEmpty() : mapping.automatic;
        if (!automatic && mapping.columns.isEmpty()) {
            problems.add(
                    mapping.line,
                    "the mapping of %s maps no columns: automatic=\"false\" needs <column> elements"
                            .formatted(mapping.source));
        }
        Map<String, Integer> mapped = new HashMap<>();
        for (JobXml.Column column : mapping.columns) {
            Integer first = mapped.putIfAbsent(lower(column.destination), column.line);
            if (first != null) {
                problems.add(
                        column.line,
                        "the column %s is mapped twice, first on line %d; keep one"
                                .formatted(column.destination, first));
            }
        }
        checkKeys(mapping, automatic, mapped);
        return new MappingDefinition(
                mapping.source,
                mapping.destination,
                automatic,
                mapping.columns.stream()
                        .map(column -> new ColumnDefinition(column.source, column.destination))
                        .toList(),
                mapping.keys.stream().map(key -> key.column).toList(),
                mapping.conditions.stream().map(this::condition).toList(),
                new TableOptionsConverter(problems).options(mapping),
                mapping.line);
    }

    private void checkKeys(JobXml.Mapping mapping, boolean automatic, Map<String, Integer> mapped) {
        Map<String, Integer> keys = new HashMap<>();
        for (JobXml.Key key : mapping.keys) {
            Integer first = keys.putIfAbsent(lower(key.column), key.line);
            if (first != null) {
                problems.add(key.line, "the key %s is there twice, first on line %d".formatted(key.column, first));
            } else if (!automatic && !mapped.containsKey(lower(key.column))) {
                List<String> columns = mapping.columns.stream()
                        .map(column -> column.destination)
                        .toList();
                problems.add(
                        key.line,
                        "the key %s is not among the mapped columns, so no record would have a value for it; mapped are %s: add a <column> for it or set automatic=\"true\""
                                .formatted(key.column, String.join(", ", columns)));
            }
        }
    }

    private ConditionDefinition condition(JobXml.Condition condition) {
        Operator operator =
                Operator.valueOf(condition.operator.replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT));
        boolean takesNone = operator == Operator.EMPTY || operator == Operator.NOT_EMPTY;
        if (takesNone && condition.value != null) {
            problems.add(
                    condition.line,
                    "the operator %s takes no value; remove value=\"%s\" or use equal or notEqual"
                            .formatted(condition.operator, condition.value));
        } else if (!takesNone && condition.value == null) {
            problems.add(
                    condition.line,
                    "attribute value is missing: the operator %s needs one (only empty and notEmpty do not)"
                            .formatted(condition.operator));
        }
        return new ConditionDefinition(condition.column, operator, condition.value);
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
