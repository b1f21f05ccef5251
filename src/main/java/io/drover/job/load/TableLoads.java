package io.drover.job.load;

import io.drover.job.control.LoadStoppedException;
import io.drover.job.control.StopSwitch;
import io.drover.job.definition.JobDefinition;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.DeliveryException;
import io.drover.provider.Destination;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceTable;
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
import java.util.stream.Collectors;

/** The tables of one reading of a delivery: each is opened with its mappings when it comes up, and all are flushed together. */
final class TableLoads implements AutoCloseable {
    private final JobDefinition job;
    private final SourceMappings mappings;
    private final Destination destination;
    private final MappingOpener opener;

    /** In the order in which the delivery brings the tables. */
    private final Map<String, List<TableLoad>> loads = new LinkedHashMap<>();

    /** By source table, of those whose source asks. */
    private final Map<String, WrittenRecords> written = new LinkedHashMap<>();

    /** By the place of their mappings in the job, or else in the order in which their tables came. */
    private final NavigableMap<Integer, TableLoad> inOrder = new TreeMap<>();

    private boolean truncatedAnnounced;

    /** By the foreign keys of their tables; null when another one has come up. */
    private List<TableLoad> byKeys;

    TableLoads(
            LoadPlan plan, SourceMappings mappings, Destination destination, Rejections rejections, RunCounts counts) {
        this.job = plan.job();
        this.mappings = mappings;
        this.destination = destination;
        this.opener = new MappingOpener(plan, mappings, destination, rejections, counts);
    }

    /**
     * Opens the mappings of a table that has come up.
     *
     * @param marked the columns that its source wants of the records that are written
     * @param needsKeys whether a mapping without a key is refused
     */
    List<TableLoad> open(SourceTable table, List<String> marked, boolean needsKeys) throws SQLException {
        String key = mappings.key(table.name());
        List<TableLoad> alike = loads.get(key);
        if (alike != null) {
            return alike; // by a name that differs in case, and no mapping tells them apart
        }
        announceTruncated();
        WrittenRecords records = new WrittenRecords(marked);
        if (!marked.isEmpty()) {
            written.put(table.name(), records);
        }
        List<TableLoad> opened = new ArrayList<>();
        loads.put(key, opened);
        for (MappingDefinition definition : mappings.of(table.name())) {
            TableLoad load = opener.open(DocumentOptions.apply(job, definition, table), table, records, needsKeys);
            opened.add(load);
            int position = job.mappings().indexOf(definition);
            inOrder.put(position < 0 ? inOrder.size() : position, load);
        }
        byKeys = null;
        return opened;
    }

    /** All of them before the first row, as emptying one may need that another is emptied. */
    private void announceTruncated() throws SQLException {
        for (MappingDefinition mapping : truncatedAnnounced ? List.<MappingDefinition>of() : job.mappings()) {
            if (mapping.options().truncateFirst()) {
                destination.truncate(destination.table(mapping.destinationTable()));
            }
        }
        truncatedAnnounced = true;
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

    /** Fails when the delivery has tables, and none of them is one that the job loads. */
    void requireOneOfJob() throws DeliveryException {
        if (!loads.isEmpty() && loads.values().stream().allMatch(List::isEmpty)) {
            throw new DeliveryException(
                    "the file has no table that the job loads: it has " + String.join(", ", loads.keySet())
                            + "; the mappings of the job are for "
                            + job.mappings().stream()
                                    .map(MappingDefinition::sourceTable)
                                    .distinct()
                                    .collect(Collectors.joining(", ")),
                    0,
                    0,
                    false);
        }
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
