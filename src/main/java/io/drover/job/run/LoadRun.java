package io.drover.job.run;

import io.drover.job.control.LoadStoppedException;
import io.drover.job.control.StopSwitch;
import io.drover.job.definition.JobDefinition;
import io.drover.mapping.CompiledMapping;
import io.drover.mapping.context.MappingContext;
import io.drover.mapping.definition.MappingDefinition;
import io.drover.provider.Destination;
import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.RecordReader;
import io.drover.provider.SourceTable;
import io.drover.provider.format.FileDestination;
import io.drover.provider.format.FileSource;
import io.drover.store.ledger.ExecutionError;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The engine: one delivery through the job's mappings into one open transaction. The caller commits, or closes without.
 *
 * <p>Which columns an automatic mapping loads is known for certain only at the end of the delivery. When a column comes up
 * late, everything is undone and the delivery is read again with that column known: rare, simple, and right.
 */
public final class LoadRun implements AutoCloseable {
    private final JobDefinition job;
    private final Path file;
    private final MappingContext context;
    private final Openings providers;
    private final Path rejectsFile;
    private final RunCounts counts;
    private final Map<String, SourceTable> knownTables = new TreeMap<>();
    private Destination destination;
    /** Open until the commit, which the source may have to note. */
    private RecordReader reader;

    private Rejections rejections;
    /** In the order in which the delivery brings the tables: rows may refer to those of tables before theirs. */
    private Map<String, List<TableLoad>> loads = new LinkedHashMap<>();

    /** By the place of their mappings in the job, or else in the order in which their tables came. */
    private NavigableMap<Integer, TableLoad> inOrder = new TreeMap<>();

    private final Runnable onFirstRecords;
    private boolean begun;
    private boolean mayRepeat;
    private final StopSwitch stop;

    /**
     * What a load came to.
     *
     * @param complete whether there is nothing in it to look at
     * @param message what there is to look at or to know, or null
     * @param watermarks how far an incremental source has been read, to be remembered with the commit
     */
    public record Result(
            boolean complete, String message, List<ExecutionError> errors, Map<String, String> watermarks) {}

    /**
     * Opens the transaction.
     *
     * @param file the delivery; null when the source is no file
     * @param context what the mappings may know of the run
     * @param onFirstRecords told when the first records have been read
     */
    public LoadRun(
            JobDefinition job,
            Path file,
            MappingContext context,
            Openings providers,
            Path rejectsFile,
            RunCounts counts,
            StopSwitch stop,
            Runnable onFirstRecords)
            throws SQLException {
        this.job = job;
        this.file = file;
        this.context = context;
        this.providers = providers;
        this.rejectsFile = rejectsFile;
        this.counts = counts;
        this.stop = stop;
        this.onFirstRecords = onFirstRecords;
        open();
    }

    private void open() throws SQLException {
        destination = providers.destination(job);
        stop.opened(destination);
        rejections = new Rejections(job, rejectsFile, providers.rejects(job, file, rejectsFile), counts);
        loads = new LinkedHashMap<>();
        inOrder = new TreeMap<>();
    }

    public Connection connection() {
        return destination.connection();
    }

    /**
     * Reads the delivery and writes its rows.
     *
     * @param mayRepeat whether a crash could make this load happen twice: then every mapping must have keys
     */
    public Result load(boolean mayRepeat) throws IOException, SQLException, LoadStoppedException {
        this.mayRepeat = mayRepeat;
        while (!read()) {
            close();
            counts.reset();
            open();
        }
        rejections.check();
        flush();
        rejections.check(); // the database may have refused rows only now
        for (List<TableLoad> ofTable : loads.values()) {
            ofTable.forEach(this::requireColumns);
        }
        List<String> notes = removeMissing();
        prepareAtSource();
        stop.seal();
        return result(notes);
    }

    /** Whether the delivery was read to its end; false when a column came up late and it must be read again. */
    private boolean read() throws IOException, SQLException, LoadStoppedException {
        reader = providers.source(job, file);
        try (MappedReader mapped =
                new MappedReader(reader, this::loads, context.run().file())) {
            stop.reads(reader, mapped::cancel);
            for (MappedReader.Batch batch = mapped.next(); batch != null; batch = mapped.next()) {
                stop.check();
                begin();
                if (batch.mapped() == null) {
                    know(batch.table());
                    return false;
                }
                store(batch);
            }
            return true;
        } finally {
            stop.hasRead();
        }
    }

    private void begin() {
        if (!begun) {
            begun = true;
            onFirstRecords.run();
        }
    }

    private void store(MappedReader.Batch batch) throws SQLException {
        for (MappedBatch mapped : batch.mapped()) {
            if (!mapped.load().isContinuedBy(mapped)) {
                flush();
            }
        }
        counts.read += batch.mapped().isEmpty() ? 0 : batch.records();
        batch.mapped().stream()
                .map(mapped -> mapped.load().counts())
                .distinct()
                .forEach(table -> table.read += batch.records());
        for (MappedBatch mapped : batch.mapped()) {
            mapped.load().store(mapped);
        }
        if (batch.mapped().stream().anyMatch(mapped -> mapped.load().full())) {
            flush();
        }
    }

    private void flush() throws SQLException {
        for (List<TableLoad> ofTable : loads.values()) {
            for (TableLoad load : ofTable) {
                load.flush();
            }
        }
    }

    private List<TableLoad> loads(SourceTable table) throws SQLException {
        List<TableLoad> opened = new ArrayList<>();
        loads.put(key(table.name()), opened);
        for (MappingDefinition definition : mappings(table.name())) {
            TableLoad load = open(OptionsOfFile.apply(job, definition, table), table);
            opened.add(load);
            int position = job.mappings().indexOf(definition);
            inOrder.put(position < 0 ? inOrder.size() : position, load);
        }
        return opened;
    }

    private List<MappingDefinition> mappings(String table) {
        return job.mappings().isEmpty()
                ? List.of(MappingDefinition.automatic(table))
                : job.mappings().stream()
                        .filter(mapping -> mapping.sourceTable().equalsIgnoreCase(table))
                        .toList();
    }

    private TableLoad open(MappingDefinition definition, SourceTable source) throws SQLException {
        SourceTable whole = know(source);
        DestinationTable table = destination.table(definition.destinationTable());
        for (String column : CompiledMapping.columnsToAdd(definition, table, whole)) {
            destination.addColumn(table, column);
            table = destination.table(definition.destinationTable());
        }
        CompiledMapping mapping = CompiledMapping.compile(definition, table, whole, decimalSeparator(), context);
        if (mayRepeat && mapping.keys().isEmpty()) {
            throw new DestinationException(
                    "table " + table.name() + " gets rows without a key, in a database that is not"
                            + " Drover's own: a crash could load them twice. Give the mapping keys, or make the table drover_ledger"
                            + " there (docs/promises.md)");
        }
        return new TableLoad(
                definition,
                mapping,
                destination.writer(table, mapping.columns(), mapping.keys(), mapping.writeOptions()),
                rejections,
                counts.table(countedAs(definition)));
    }

    /** Clients know an entity by the name of the table that they send or get. */
    private String countedAs(MappingDefinition definition) {
        return job.destination() instanceof FileDestination ? definition.destinationTable() : definition.sourceTable();
    }

    private void prepareAtSource() throws IOException, LoadStoppedException {
        stop.reads(reader, reader::cancel);
        try {
            stop.check();
            reader.written();
        } finally {
            stop.hasRead();
        }
    }

    /** A mapped column that no record has is a mistake in the mapping or a change of the source, not a column of nulls. */
    private void requireColumns(TableLoad load) {
        Set<String> unseen = load.unseenColumns();
        if (!unseen.isEmpty()) {
            String message = "no record of table " + load.sourceTable() + " has the column " + String.join(", ", unseen)
                    + " that the job names; nothing was loaded";
            throw new LoadRejectedException(message, List.of(ExecutionError.ofDelivery(0, message)));
        }
    }

    /** Last of all, and in the reverse order of the mappings: a table's rows go before those they refer to. */
    private List<String> removeMissing() throws SQLException {
        Set<String> unknown = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        loads.values().stream()
                .flatMap(List::stream)
                .filter(TableLoad::hasUnknownKey)
                .forEach(load -> unknown.add(load.destinationTable()));
        for (TableLoad load : inOrder.descendingMap().values()) {
            if (load.removesMissing() && !unknown.contains(load.destinationTable())) {
                load.removeMissing();
            }
        }
        return new ArrayList<>(unknown.stream()
                .map(table -> "no rows were removed from " + table + ": a rejected record has no usable key")
                .toList());
    }

    private Result result(List<String> notes) throws IOException {
        if (counts.read == 0 && file != null) {
            notes.add("the file has no records for this job; nothing was changed");
        }
        Path rejects = rejections.finish();
        if (counts.rejected > 0) {
            notes.add((counts.rejected == 1 ? "1 record is" : counts.rejected + " records are") + " rejected"
                    + (rejects == null ? "" : ", to be mended in " + rejects));
        }
        boolean complete = notes.isEmpty();
        notes.addAll(reader.remarks());
        notes.addAll(job.notes());
        return new Result(
                complete, notes.isEmpty() ? null : String.join("; ", notes), rejections.errors(), reader.watermarks());
    }

    /** The tables of a delivery that has none of the job's; empty when it has one, or none at all. */
    Set<String> foreignTables() {
        return loads.values().stream().allMatch(List::isEmpty) ? loads.keySet() : Set.of();
    }

    void commit() throws SQLException {
        destination.commit();
    }

    /** Lets the source note that its rows are committed. */
    void noteAtSource() throws IOException {
        reader.committed();
    }

    /** The files that the commit has brought about. */
    List<Path> published() {
        return destination.published();
    }

    private char decimalSeparator() {
        return job.source() instanceof FileSource source ? source.format().decimalSeparator() : '.';
    }

    /** The table with all columns met so far: each file of a delivery may have others. */
    private SourceTable know(SourceTable part) {
        return knownTables.merge(key(part.name()), part, SourceTable::with);
    }

    private static String key(String table) {
        return table.toLowerCase(Locale.ROOT);
    }

    /** Ends the transaction; undoes what is not committed. */
    @Override
    public void close() throws SQLException, IOException {
        stop.closes();
        try {
            for (List<TableLoad> ofTable : loads.values()) {
                for (TableLoad load : ofTable) {
                    load.close();
                }
            }
        } finally {
            try {
                if (reader != null) {
                    reader.close();
                }
            } finally {
                try {
                    destination.close();
                } finally {
                    stop.closed();
                    rejections.close();
                }
            }
        }
    }
}
