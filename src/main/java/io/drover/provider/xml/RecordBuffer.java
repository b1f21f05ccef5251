package io.drover.provider.xml;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;

/**
 * Records of several tables, gathered until there are enough for batches: then all of a table's come together, those of a table
 * before those of the tables in it.
 */
final class RecordBuffer {
    private static final int RECORDS = 1000;
    private static final long SIZE = 4L * 1024 * 1024;

    private final XmlStream xml;
    private final Map<String, RecordTable> tables = new HashMap<>();
    private final Map<RecordTable, List<Draft>> gathered = new LinkedHashMap<>();
    private final Queue<RecordBatch> batches = new ArrayDeque<>();
    private long numbers;
    private int records;
    private long size;

    RecordBuffer(XmlStream xml) {
        this.xml = xml;
    }

    /** The next record of a table, which begins on a line. */
    Draft start(String table, int line) throws DeliveryException {
        RecordTable to = tables.get(key(table));
        if (to == null) {
            if (tables.size() == TablesReader.MAX_TABLES) {
                throw xml.fault("more than " + TablesReader.MAX_TABLES + " tables");
            }
            to = new RecordTable(table, xml);
            tables.put(key(table), to);
        }
        Draft draft = new Draft(to, ++numbers, line);
        gathered.computeIfAbsent(to, ignored -> new ArrayList<>()).add(draft);
        records++;
        return draft;
    }

    /** Whether there was a record of a table. */
    boolean knows(String table) {
        return tables.containsKey(key(table));
    }

    /** Says how much memory the records that were added take, about. */
    void grew(long bytes) {
        size += bytes;
    }

    boolean isFull() {
        return records >= RECORDS || size >= SIZE;
    }

    /** Makes batches of what was gathered. */
    void release() {
        gathered.forEach((table, drafts) -> batches.add(new RecordBatch(
                table.sourceTable(), drafts.stream().map(Draft::record).toList())));
        gathered.clear();
        records = 0;
        size = 0;
    }

    /** The next batch of those that were released, or null. */
    RecordBatch poll() {
        return batches.poll();
    }

    private static String key(String table) {
        return table.toLowerCase(Locale.ROOT);
    }
}
