package io.drover.job.load;

import io.drover.job.validate.JobSchemas;
import io.drover.job.validate.RecordSteps;
import io.drover.mapping.CompiledMapping;
import io.drover.mapping.context.SourceTexts;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.Destination;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.Reference;
import io.drover.provider.SourceTable;
import io.drover.provider.format.FileDestination;
import io.drover.provider.format.FileSource;
import java.sql.SQLException;
import java.util.List;

/** Opens the mappings of a job: each is compiled against its table as it is, and gets the writer for it. */
final class MappingOpener {
    private final LoadPlan plan;
    private final SourceMappings mappings;
    private final Destination destination;
    private final Rejections rejections;
    private final RunCounts counts;
    /** Compiled when the first table comes up. */
    private JobSchemas schemas;

    MappingOpener(
            LoadPlan plan, SourceMappings mappings, Destination destination, Rejections rejections, RunCounts counts) {
        this.plan = plan;
        this.mappings = mappings;
        this.destination = destination;
        this.rejections = rejections;
        this.counts = counts;
    }

    /**
     * Opens a mapping.
     *
     * @param records gets those of the source table that are written
     * @param needsKeys whether a mapping without a key is refused
     */
    TableLoad open(MappingDefinition definition, SourceTable source, WrittenRecords records, boolean needsKeys)
            throws SQLException {
        SourceTable whole = mappings.know(source);
        DestinationTable table = destination.table(definition.destinationTable());
        for (String column : CompiledMapping.columnsToAdd(definition, table, whole)) {
            destination.addColumn(table, column);
            table = destination.table(definition.destinationTable());
        }
        CompiledMapping mapping = CompiledMapping.compile(definition, table, whole, texts(), plan.context());
        if (needsKeys && mapping.keys().isEmpty()) {
            throw new DestinationException(
                    "table " + table.name() + " gets rows without a key, in a database that is not"
                            + " Drover's own: a crash could load them twice. Give the mapping keys, or make the table drover_ledger"
                            + " there (docs/promises.md)");
        }
        if (schemas == null) {
            schemas = plan.providers().schemas(plan.job());
        }
        return new TableLoad(
                definition,
                new TableLoad.SteppedMapping(mapping, new RecordSteps(schemas, mapping.columns(), texts())),
                target(table),
                destination.writer(table, mapping.columns(), mapping.keys(), mapping.writeOptions()),
                new LoadAccount(mapping, rejections, counts.table(countedAs(definition)), records));
    }

    private LoadTarget target(DestinationTable table) throws SQLException {
        List<Reference> references = destination.references(table);
        List<Reference> loaded = references.stream()
                .filter(reference ->
                        reference.isTo(new DestinationTable(table.schema(), reference.table(), List.of(), List.of())))
                .filter(reference -> mappings.isLoaded(reference.table()))
                .toList();
        return new LoadTarget(table, references, loaded);
    }

    /** Clients know an entity by the name of the table that they send or get. */
    private String countedAs(MappingDefinition definition) {
        return plan.job().destination() instanceof FileDestination
                ? definition.destinationTable()
                : definition.sourceTable();
    }

    private SourceTexts texts() {
        return plan.job().source() instanceof FileSource source
                ? new SourceTexts(
                        source.format().decimalSeparator(), source.format().knowsNull())
                : new SourceTexts('.', true);
    }
}
