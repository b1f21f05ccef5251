package io.drover.definition;

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
        ColumnConverter columns = new ColumnConverter(job.destination.sql == null, problems);
        return new JobDefinition(
                job.name,
                job.description == null ? "" : job.description.strip(),
                OnError.valueOf(job.onError.toUpperCase(Locale.ROOT)),
                limits(job),
                new ProviderConverter(problems).source(job.source, job.mappings),
                new ProviderConverter(problems).destination(job.destination),
                job.mappings.stream().map(mapping -> mapping(mapping, columns)).toList(),
                job.notes,
                problems.file());
    }

    private JobLimits limits(JobXml job) {
        if (job.maxErrors != null && !job.onError.equals("skip")) {
            problems.add(
                    job.line,
                    "maxErrors=\"%d\" needs onError=\"skip\": with onError=\"stop\" one rejected record is enough; remove one of them"
                            .formatted(job.maxErrors));
        }
        return new JobLimits(job.maxErrors, job.timeLimit == null ? null : Amounts.duration(job.timeLimit));
    }

    private MappingDefinition mapping(JobXml.Mapping mapping, ColumnConverter columns) {
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
                automatic,
                mapping.columns.stream().map(columns::column).toList(),
                mapping.keys.stream().map(key -> key.column).toList(),
                new CriterionConverter(problems).criteria(mapping.conditions, mapping.any, mapping.all),
                new TableOptionsConverter(problems).options(mapping),
                SchemaChange.valueOf(ColumnConverter.constant(mapping.schemaChange)),
                mapping.forEach == null ? null : new ListColumn(mapping.forEach.column, mapping.forEach.separator),
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

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
