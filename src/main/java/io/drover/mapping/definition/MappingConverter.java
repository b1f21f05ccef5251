package io.drover.mapping.definition;

import io.drover.definition.problem.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** From the beans of a job's mappings to their records, with the checks that a schema cannot make. */
public final class MappingConverter {
    private final Problems problems;
    private final ColumnConverter columns;

    /** @param files whether the destination is files */
    public MappingConverter(boolean files, Problems problems) {
        this.problems = problems;
        this.columns = new ColumnConverter(files, problems);
    }

    public List<MappingDefinition> mappings(List<MappingXml> mappings) {
        new TableOptionsConverter(problems).checkTables(mappings);
        return mappings.stream().map(this::mapping).toList();
    }

    private MappingDefinition mapping(MappingXml mapping) {
        boolean automatic = mapping.automatic == null ? mapping.columns.isEmpty() : mapping.automatic;
        if (!automatic && mapping.columns.isEmpty()) {
            problems.add(
                    mapping.line,
                    "the mapping of %s maps no columns: automatic=\"false\" needs <column> elements"
                            .formatted(mapping.source));
        }
        Map<String, Integer> mapped = new HashMap<>();
        for (ColumnXml column : mapping.columns) {
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
                new ColumnMappings(
                        automatic,
                        mapping.columns.stream().map(columns::column).toList(),
                        mapping.keys.stream().map(key -> key.column).toList(),
                        SchemaChange.valueOf(ColumnConverter.constant(mapping.schemaChange))),
                new RecordSelection(
                        new CriterionConverter(problems).criteria(mapping),
                        mapping.forEach == null
                                ? null
                                : new ListColumn(mapping.forEach.column, mapping.forEach.separator)),
                new TableOptionsConverter(problems).options(mapping),
                mapping.line);
    }

    private void checkKeys(MappingXml mapping, boolean automatic, Map<String, Integer> mapped) {
        Map<String, Integer> keys = new HashMap<>();
        for (MappingXml.Key key : mapping.keys) {
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

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
