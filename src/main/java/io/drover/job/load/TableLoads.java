package io.drover.job.load;

import io.drover.job.control.LoadStoppedException;
import io.drover.job.control.StopSwitch;
import io.drover.job.definition.JobDefinition;
import io.drover.mapping.CompiledMapping;
import io.drover.mapping.context.SourceTexts;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.Destination;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.NameForm;
import io.drover.provider.RecordReader;
import io.drover.provider.Reference;
import io.drover.provider.SourceTable;
import io.drover.provider.format.FileDestination;
import io.drover.provider.format.FileSource;
import io.drover.store.ledger.ExecutionError;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The tables of one reading of a delivery: each is opened with its mappings when it comes up, and all are flushed together. */
final class TableLoads implements AutoCloseable {
    private final LoadPlan plan;
    private final Map<String, SourceTable> known;
    private final Destination destination;
    private final Rejections rejections;
    private final RunCounts counts;

    /** In the order in which the delivery brings the tables. */
    private final Map<String, List<TableLoad>> loads = new LinkedHashMap<>();

    /** By source table, of those whose source asks. */
    private final Map<String, WrittenRecords> written = new LinkedHashMap<>();

    /** By the place of their mappings in the job, or else in the order in which their tables came. */
    private final NavigableMap<Integer, TableLoad> inOrder = new TreeMap<>();

    private boolean truncatedAnnounced;

    /** By the foreign keys of their tables; null when another one has come up. */
    private List<TableLoad> byKeys;

    /** @param known the tables with all columns met so far, also in earlier readings; added to */
    TableLoads(
            LoadPlan plan,
            Map<String, SourceTable> known,
            Destination destination,
            Rejections rejections,
            RunCounts counts) {
        this.plan = plan;
        this.known = known;
        this.destination = destination;
        this.rejections = rejections;
        this.counts = counts;
    }

    /**
     * Opens the mappings of a table that has come up.
     *
     * @param marked the columns that its source wants of the records that are written
     * @param needsKeys whether a mapping without a key is refused
     */
    List<TableLoad> open(SourceTable table, List<String> marked, boolean needsKeys) throws SQLException {
        List<TableLoad> alike = loads.get(key(table.name()));
        if (alike != null) {
            return alike; // by a name that differs in case, and no mapping tells them apart
        }
        announceTruncated();
        WrittenRecords records = new WrittenRecords(marked);
        if (!marked.isEmpty()) {
            written.put(table.name(), records);
        }
        JobDefinition job = plan.job();
        List<TableLoad> opened = new ArrayList<>();
        loads.put(key(table.name()), opened);
        for (MappingDefinition definition : mappings(table.name())) {
            TableLoad load = open(DocumentOptions.apply(job, definition, table), table, records, needsKeys);
            opened.add(load);
            int position = job.mappings().indexOf(definition);
            inOrder.put(position < 0 ? inOrder.size() : position, load);
        }
        byKeys = null;
        return opened;
    }

    /** All of them before the first row, as emptying one may need that another is emptied. */
    private void announceTruncated() throws SQLException {
        for (MappingDefinition mapping :
                truncatedAnnounced ? List.<MappingDefinition>of() : plan.job().mappings()) {
            if (mapping.options().truncateFirst()) {
                destination.truncate(destination.table(mapping.destinationTable()));
            }
        }
        truncatedAnnounced = true;
    }

    private List<MappingDefinition> mappings(String table) throws DestinationException {
        if (plan.job().mappings().isEmpty()) {
            return List.of(MappingDefinition.automatic(table));
        }
        String key = key(table);
        return plan.job().mappings().stream()
                .filter(mapping -> NameForm.composed(mapping.sourceTable()).equals(key))
                .toList();
    }

    /**
     * The name of a table as the mappings have it that read it: written exactly, else in another case. A table that no mapping reads
     * has its own.
     */
    private String key(String table) throws DestinationException {
        List<String> names = plan.job().mappings().stream()
                .map(mapping -> NameForm.composed(mapping.sourceTable()))
                .filter(table::equalsIgnoreCase)
                .distinct()
                .toList();
        if (names.contains(table) || names.isEmpty()) {
            return table;
        }
        if (names.size() > 1) {
            throw new DestinationException("the table " + table + " of the source may be " + String.join(" or ", names)
                    + " of the job: write the mapping's source in its own case");
        }
        return names.get(0);
    }

    private TableLoad open(MappingDefinition definition, SourceTable source, WrittenRecords records, boolean needsKeys)
            throws SQLException {
        SourceTable whole = know(source);
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
        return new TableLoad(
                definition,
                mapping,
                target(table),
                destination.writer(table, mapping.columns(), mapping.keys(), mapping.writeOptions()),
                new TableLoad.Account(rejections, counts.table(countedAs(definition)), records));
    }

    private LoadTarget target(DestinationTable table) throws SQLException {
        List<Reference> references = destination.references(table);
        List<Reference> loaded = references.stream()
                .filter(reference ->
                        reference.isTo(new DestinationTable(table.schema(), reference.table(), List.of(), List.of())))
                .filter(reference -> isLoaded(reference.table()))
                .toList();
        return new LoadTarget(table, references, loaded);
    }

    /** Without mappings any table may come. */
    private boolean isLoaded(String table) {
        return plan.job().mappings().isEmpty()
                || plan.job().mappings().stream()
                        .anyMatch(mapping -> mapping.destinationTable().equalsIgnoreCase(table));
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

    /** The table with all columns met so far: each file of a delivery may have others. */
    SourceTable know(SourceTable part) throws DestinationException {
        return known.merge(key(part.name()), part, SourceTable::with);
    }

    /** Stores what is held back, a table's rows before those that refer to them. */
    void flush() throws SQLException {
        for (TableLoad load : byKeys()) {
            load.flush();
        }
    }

    private List<TableLoad> byKeys() {
        if (byKeys == null) {
            byKeys = KeyOrder.ofStoring(
                    loads.values().stream().flatMap(List::stream).toList());
        }
        return byKeys;
    }

    /** At the end of the delivery: stores what has waited for other rows, and rejects what has done so in vain. */
    void storeWaiting(StopSwitch stop) throws IOException, SQLException, LoadStoppedException {
        new WaitingPasses(byKeys(), destination, stop).run();
    }

    /** A mapped column that no record has is a mistake in the mapping or a change of the source, not a column of nulls. */
    void requireColumns() {
        for (List<TableLoad> ofTable : loads.values()) {
            ofTable.forEach(TableLoads::requireColumns);
        }
    }

    private static void requireColumns(TableLoad load) {
        Set<String> unseen = load.unseenColumns();
        if (!unseen.isEmpty()) {
            String message = "no record of table " + load.sourceTable() + " has the column " + String.join(", ", unseen)
                    + " that the job names; nothing was loaded";
            throw new LoadRejectedException(message, List.of(ExecutionError.ofDelivery(0, message)));
        }
    }

    /** Tells the source what has been written of the tables that it asks for; after {@link #flush}. */
    void tellWritten(RecordReader reader) {
        written.forEach((table, records) -> reader.wrote(table, records.all()));
    }

    /** Last of all: a table's rows go before those they refer to, and where no key says so in the reverse order of the mappings. */
    List<String> removeMissing() throws SQLException {
        Set<String> unknown = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        loads.values().stream()
                .flatMap(List::stream)
                .filter(TableLoad::hasUnknownKey)
                .forEach(load -> unknown.add(load.destinationTable()));
        for (TableLoad load :
                KeyOrder.ofRemoving(List.copyOf(inOrder.descendingMap().values()))) {
            if (load.removesMissing() && !unknown.contains(load.destinationTable())) {
                load.removeMissing();
            }
        }
        return new ArrayList<>(unknown.stream()
                .map(table -> "no rows were removed from " + table + ": a rejected record has no usable key")
                .toList());
    }

    /** The tables of a delivery that has none of the job's; empty when it has one, or none at all. */
    Set<String> foreignTables() {
        return loads.values().stream().allMatch(List::isEmpty) ? loads.keySet() : Set.of();
    }

    @Override
    public void close() throws SQLException, IOException {
        for (List<TableLoad> ofTable : loads.values()) {
            for (TableLoad load : ofTable) {
                load.close();
            }
        }
    }
}
