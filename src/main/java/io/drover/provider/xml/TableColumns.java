package io.drover.provider.xml;

import io.drover.provider.DeliveryException;
import io.drover.provider.SourceTable;
import io.drover.provider.format.NameBudget;
import io.drover.provider.xml.parser.ColumnName;
import io.drover.provider.xml.parser.XmlEvents;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of one table in order of appearance, found by name as fast as can be: the records of a table nearly always have
 * the same columns in the same order, so the column that followed last time is compared first, without making a string.
 */
final class TableColumns {
    /** Columns of one table; databases stop at 1,600 or less. */
    static final int MAX_COLUMNS = 4096;
    /** Index of a column that has no name. */
    static final int NAMELESS = -1;

    private final String table;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final NameBudget budget = new NameBudget();
    private int taken;
    private final Name decoder = new Name();
    private List<String> snapshot = List.of();
    private Map<String, String> options = Map.of();
    private SourceTable sourceTable;
    /** By index; room for one more than there are names. */
    private char[][] characters = new char[32][];

    private byte[][] utf8 = new byte[32][];
    /** By the index of a column + 1: the column that followed it, or -1. */
    private int[] followers = new int[32];
    /** By index: the last record that had the column. */
    private long[] lastRecord = new long[32];

    private int previous;

    TableColumns(String table) {
        this.table = table;
        followers[0] = -1;
    }

    int size() {
        return names.size();
    }

    /** The columns so far; the same list as long as none is added. */
    List<String> names() {
        if (snapshot.size() != names.size()) {
            snapshot = List.copyOf(names);
        }
        return snapshot;
    }

    /** Sets what the document says about the loading of the table. */
    void options(Map<String, String> options) {
        this.options = options;
    }

    /** The table as a source's; the same instance as long as neither a column is added nor another option said. */
    SourceTable sourceTable() {
        if (sourceTable == null
                || sourceTable.columns() != names()
                || !sourceTable.options().equals(options)) {
            sourceTable = new SourceTable(table, names(), List.of(), options);
        }
        return sourceTable;
    }

    void startRecord() {
        previous = NAMELESS;
    }

    /** The index of the column whose name is in an attribute, added when it is new; {@link #NAMELESS} when it is empty. */
    int locate(XmlEvents xml, int attribute) throws IOException {
        xml.attribute(attribute, decoder);
        if (names.size() > MAX_COLUMNS) {
            throw tooMany(xml);
        }
        for (; taken < names.size(); taken++) {
            budget.take("table " + table, names.get(taken));
        }
        return decoder.index;
    }

    /** Notes that a record has a column; false when it had it already. */
    boolean add(int index, long record) {
        if (lastRecord[index] == record) {
            return false;
        }
        lastRecord[index] = record;
        followers[previous + 1] = index;
        previous = index;
        return true;
    }

    private int index(String name) {
        Integer known = indexes.get(name);
        if (known != null) {
            return known;
        }
        int index = names.size();
        if (index + 2 > followers.length) {
            characters = Arrays.copyOf(characters, 2 * characters.length);
            utf8 = Arrays.copyOf(utf8, 2 * utf8.length);
            followers = Arrays.copyOf(followers, 2 * followers.length);
            lastRecord = Arrays.copyOf(lastRecord, 2 * lastRecord.length);
        }
        names.add(name);
        indexes.put(name, index);
        characters[index] = name.toCharArray();
        utf8[index] = name.getBytes(StandardCharsets.UTF_8);
        followers[index + 1] = -1;
        return index;
    }

    private DeliveryException tooMany(XmlEvents xml) {
        return xml.fault("table " + table + " has more than " + MAX_COLUMNS + " columns");
    }

    private final class Name extends ColumnName {
        private int index;

        @Override
        public void decode(char[] buffer, int start, int end) {
            int guess = followers[previous + 1];
            if (guess >= 0) {
                char[] name = characters[guess];
                if (Arrays.equals(buffer, start, end, name, 0, name.length)) {
                    index = guess;
                    return;
                }
            }
            index = index(new String(buffer, start, end - start));
        }

        @Override
        public void decode(byte[] buffer, int start, int end) {
            int guess = followers[previous + 1];
            if (guess >= 0) {
                byte[] name = utf8[guess];
                if (Arrays.equals(buffer, start, end, name, 0, name.length)) {
                    index = guess;
                    return;
                }
            }
            index = index(new String(buffer, start, end - start, StandardCharsets.UTF_8));
        }

        @Override
        public void decode(String name) {
            index = index(name);
        }

        @Override
        public void handleEmptyValue() {
            index = NAMELESS;
        }
    }
}
