package io.drover.provider.edi;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** The rows of a run, sorted by what they stand in, in a temporary file that is gone when this is closed. */
final class RowStore implements Closeable {
    private static final int CACHE_MB = 8;

    private final Path file = Files.createTempFile("drover-", ".rows");
    private final MVStore store =
            new MVStore.Builder().fileName(file.toString()).cacheSize(CACHE_MB).open();
    private long number;

    RowStore() throws IOException {}

    /** The rows of one table. */
    final class Rows {
        private final MVMap<String, Object[]> rows;

        private Rows(String table) {
            rows = store.openMap(table);
        }

        /** Adds a row to those of a key. */
        void add(List<String> key, String[] values) {
            rows.put(prefix(key) + String.format("%016x", number++), values);
        }

        /** The first row of a key, in the order in which they were added, which is taken away; null when there is none. */
        String[] take(List<String> key) {
            String prefix = prefix(key);
            String next = rows.ceilingKey(prefix);
            if (next == null || !next.startsWith(prefix) || next.length() != prefix.length() + 16) {
                return null;
            }
            Object[] values = rows.remove(next);
            return java.util.Arrays.copyOf(values, values.length, String[].class);
        }

        long size() {
            return rows.sizeAsLong();
        }
    }

    Rows rows(String table) {
        return new Rows(table);
    }

    /** Keys of different values differ: each has its length before it. */
    private static String prefix(List<String> key) {
        StringBuilder prefix = new StringBuilder();
        for (String value : key) {
            prefix.append(value.length()).append(':').append(value);
        }
        return prefix.append('/').toString();
    }

    @Override
    public void close() throws IOException {
        store.closeImmediately();
        Files.deleteIfExists(file);
    }
}
