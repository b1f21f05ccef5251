package io.drover.provider.nested;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;

/**
 * Records of several tables, gathered until there are enough for batches: then all of a table's come together, those of a table
 * before those of the tables in it.
 */
public final class RecordBuffer {
    /** Tables of different names. */
    private static final int MAX_TABLES = 1000;

    private static final int RECORDS = 1000;
    private static final long SIZE = 4L * 1024 * 1024;

    private final Function<String, DeliveryException> fault;
    /** Those that differ in case only are two. */
    private final Map<String, RecordTable> tables = new HashMap<>();

    private final Set<String> folded = new HashSet<>();
    private final Map<RecordTable, List<Draft>> gathered = new LinkedHashMap<>();
    private final Queue<RecordBatch> batches = new ArrayDeque<>();
    private long numbers;
    private int records;
    private long size;

    /** @param fault a fault of the delivery, at the place that is being read */
    public RecordBuffer(Function<String, DeliveryException> fault) {
        this.fault = fault;
    }

    /** The next record of a table, which begins on a line. */
    public Draft start(String table, int line) throws DeliveryException {
        RecordTable to = tables.get(table);
        if (to == null) {
            if (tables.size() == MAX_TABLES) {
                throw fault.apply("more than " + MAX_TABLES + " tables");
            }
            to = new RecordTable(table, fault);
            tables.put(table, to);
            folded.add(key(table));
        }
        Draft draft = new Draft(to, ++numbers, line);
        gathered.computeIfAbsent(to, ignored -> new ArrayList<>()).add(draft);
        records++;
        return draft;
    }

    /** Whether there was a record of a table, in whatever case. */
    public boolean knows(String table) {
        return folded.contains(key(table));
    }

    /** Says how much memory the records that were added take, about. */
    public void grew(long bytes) {
        size += bytes;
    }

    public boolean isFull() {
        return records >= RECORDS || size >= SIZE;
    }

    /** Makes batches of what was gathered. */
    public void release() {
        gathered.forEach((table, drafts) -> batches.add(new RecordBatch(
                table.sourceTable(), drafts.stream().map(Draft::record).toList())));
        gathered.clear();
        records = 0;
        size = 0;
    }

    /** The next batch of those that were released, or null. */
    public RecordBatch poll() {
        return batches.poll();
    }

    private static String key(String table) {
        return table.toLowerCase(Locale.ROOT);
    }
}
