package io.drover.mapping;

import io.drover.definition.DefinitionLoader;
import io.drover.definition.Definitions;
import io.drover.job.definition.JobDefinition;
import io.drover.mapping.context.LookupDefinition;
import io.drover.mapping.context.MappingContext;
import io.drover.mapping.context.RunValues;
import io.drover.mapping.context.SourceTexts;
import io.drover.mapping.definition.ColumnDefinition;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.ColumnType;
import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.value.CanonicalText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tests of mappings share: mappings as users write them, and a run with a task's parameters and a lookup table. */
final class Mappings {
    static final MappingContext CONTEXT = new MappingContext(
            new RunValues(
                    42,
                    "Products",
                    "items.xml",
                    Instant.parse("2026-11-21T09:05:00.123456Z"),
                    "dkmf",
                    Map.of("Shop", "DK")),
            definition -> {
                if (!definition.name().endsWith("countries.csv") && !(definition instanceof LookupDefinition.OfQuery)) {
                    throw new DestinationException("the lookup file " + definition.name() + " does not exist");
                }
                Map<String, String> values = new HashMap<>();
                values.put(definition.ignoreCase() ? "dk" : "DK", "Denmark");
                values.put(definition.ignoreCase() ? "de" : "DE", "Germany");
                values.put(definition.ignoreCase() ? "xx" : "XX", null);
                return values;
            });

    private Mappings() {}

    /** A mapping of the table Item to Target, as the file of a job has it. */
    static MappingDefinition mapping(String attributes, String content) {
        return mapping("<sql/>", attributes, content);
    }

    /** Columns of a mapping to a file. */
    static List<ColumnDefinition> fileColumns(String content) {
        return mapping("<csv/>", "", content).columns().explicit();
    }

    private static MappingDefinition mapping(String destination, String attributes, String content) {
        try {
            Path folder = Files.createTempDirectory("mapping");
            Path file = Files.createDirectories(folder.resolve("Jobs")).resolve("j.xml");
            Files.writeString(
                    file,
                    "<job name='j'><source><xml/></source><destination>" + destination + "</destination>"
                            + "<mapping source='Item' destination='Target' " + attributes + ">" + content
                            + "</mapping></job>");
            Definitions definitions = DefinitionLoader.load(folder, Definitions.NONE);
            Files.delete(file);
            Files.delete(folder.resolve("Jobs"));
            Files.delete(folder);
            if (!definitions.problems().isEmpty()) {
                throw new IllegalArgumentException(definitions.problems().stream()
                        .map(problem -> problem.message())
                        .collect(Collectors.joining("; ")));
            }
            return definitions.all(JobDefinition.class).get("j").mappings().get(0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What one column gets from a record: its canonical text, "rejected: REASON" or "left out". */
    static String value(String column, ColumnType type, char decimalSeparator, Map<String, String> record)
            throws DestinationException {
        MappingDefinition definition = mapping("", column);
        String name = definition.columns().explicit().get(0).destination();
        DestinationTable target =
                new DestinationTable(null, "Target", List.of(DestinationColumn.ofFile(name, type)), List.of());
        SourceTable source = new SourceTable("Item", List.copyOf(record.keySet()));
        CompiledMapping mapping =
                CompiledMapping.compile(definition, target, source, new SourceTexts(decimalSeparator, true), CONTEXT);
        Results results = new Results();
        String[] values = source.columns().stream().map(record::get).toArray(String[]::new);
        mapping.map(new SourceRecord(7, 1, values, null), results);
        return results.get(0);
    }

    /** Collects what becomes of records. */
    static final class Results extends ArrayList<String> implements MappingSink {
        private static final long serialVersionUID = 1L;

        @Override
        public void mapped(MappedRow row) {
            add(Stream.of(row.values())
                    .map(value -> String.valueOf(CanonicalText.of(value)))
                    .collect(Collectors.joining("|")));
        }

        @Override
        public void filtered(SourceRecord record) {
            add("left out");
        }

        @Override
        public void rejected(SourceRecord record, List<ValueProblem> problems) {
            add("rejected: " + problems.stream().map(ValueProblem::reason).collect(Collectors.joining("; ")));
        }
    }
}
