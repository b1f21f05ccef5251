package io.drover.provider.xml;

import io.drover.provider.DeliveryException;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.xml.parser.XmlEvents;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamConstants;

/** The records of a {@code <tables>} document in batches, whoever parses it. */
final class TablesReader implements Closeable {
    /** Tables of different names. */
    static final int MAX_TABLES = 1000;

    private static final int BATCH_RECORDS = 1000;
    private static final int BATCH_TEXT = 2 * 1024 * 1024;

    private final XmlEvents xml;
    private final ItemReader items;
    private final TableSettings settings;
    private final Map<String, String> rootAttributes = new HashMap<>();
    private final Map<String, TableColumns> tables = new HashMap<>();
    /** What the document says about the loading of the open {@code <table>}. */
    private Map<String, String> options = Map.of();
    /** The table of the open {@code <table>}, or null when it has no name. */
    private TableColumns named;

    private boolean inTable;
    /** Whether the parser stands at an item that was left for the next batch. */
    private boolean atItem;

    private boolean ended;

    /** @param xml at the start of the root */
    TablesReader(XmlEvents xml) {
        this.xml = xml;
        this.items = new ItemReader(xml);
        this.settings = new TableSettings(xml);
        for (int i = 0; i < xml.attributeCount(); i++) {
            rootAttributes.put(xml.attributeName(i), xml.attribute(i));
        }
    }

    /** The attributes of {@code <tables>}, such as {@code batchId} and {@code ExportIsDone}, by name as written. */
    Map<String, String> rootAttributes() {
        return Map.copyOf(rootAttributes);
    }

    /** The next records, or null at the end. */
    RecordBatch next() throws IOException {
        while (!ended) {
            if (inTable || nextTable()) {
                RecordBatch batch = readBatch();
                if (batch != null) {
                    return batch;
                }
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }

    private boolean nextTable() throws IOException {
        if (!nextChild("table")) {
            while (xml.next() != XMLStreamConstants.END_DOCUMENT) {
                // nothing but comments may follow, and the parser sees to that
            }
            ended = true;
            return false;
        }
        String name = xml.attribute("tableName");
        options = settings.ofTable();
        named = name == null || name.isBlank() ? null : table(name);
        inTable = true;
        return true;
    }

    private RecordBatch readBatch() throws IOException {
        List<SourceRecord> records = new ArrayList<>();
        TableColumns table = null;
        long batchText = 0;
        while (records.size() < BATCH_RECORDS && batchText < BATCH_TEXT) {
            if (!atItem && !nextChild("item")) {
                inTable = false;
                break;
            }
            TableColumns itemTable = named != null ? named : tableOfItem();
            atItem = table != null && itemTable != table;
            if (atItem) {
                break;
            }
            table = itemTable;
            records.add(items.read(table));
            batchText += items.textLength();
        }
        return records.isEmpty() ? null : new RecordBatch(table.sourceTable(), records);
    }

    /** Moves to the next child of that name of the open element; false when the element ends. */
    private boolean nextChild(String name) throws IOException {
        while (true) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (xml.name().equals(name)) {
                        return true;
                    }
                    if (xml.name().equalsIgnoreCase(name)) { // skipping it would lose records without a word
                        throw xml.fault("found <" + xml.name() + ">, write it as <" + name + ">");
                    }
                    if (!inTable && xml.name().equals("config")) {
                        settings.readConfig();
                    } else {
                        xml.skipElement();
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    return false;
                }
                default -> {} // white space
            }
        }
    }

    private TableColumns tableOfItem() throws DeliveryException {
        String name = xml.attribute("table");
        if (name == null || name.isBlank()) {
            throw xml.fault("neither this <item> nor its <table> names a table; add tableName=\"...\" to <table>");
        }
        return table(name);
    }

    private TableColumns table(String name) throws DeliveryException {
        TableColumns table = tables.get(name);
        if (table == null) {
            if (tables.size() == MAX_TABLES) {
                throw xml.fault("more than " + MAX_TABLES + " tables");
            }
            table = new TableColumns(name);
            tables.put(name, table);
        }
        table.options(options);
        return table;
    }
}
