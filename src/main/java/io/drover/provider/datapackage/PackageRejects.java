package io.drover.provider.datapackage;

import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.datapackage.ManifestWriter.WrittenEntity;
import io.drover.provider.file.DurableFile;
import io.drover.provider.format.RejectsWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records of a package that were rejected, as a package to mend and drop again: a file for each entity, of the kind that the
 * entity has in the delivery, with its fields and the reason.
 */
final class PackageRejects implements RejectsWriter {
    private final PackageZip zip;
    private final Path target;
    private final Map<Key, Entry> entities = new LinkedHashMap<>();

    /** What makes a file of its own: workbooks take columns that come up late, other files do not. */
    private record Key(String entity, EntityFile kind, List<String> columns) {}

    /** An entity's rejected records. */
    private static final class Entry {
        private final String file;
        private final RejectsWriter records;
        private List<String> columns = List.of();

        private Entry(String file, RejectsWriter records) {
            this.file = file;
            this.records = records;
        }
    }

    PackageRejects(Path target) {
        this.target = target;
        this.zip = new PackageZip("Rejects");
    }

    @Override
    public void add(SourceTable table, SourceRecord record, String reason) throws IOException {
        add(null, table, record, reason);
    }

    @Override
    public void add(String inFile, SourceTable table, SourceRecord record, String reason) throws IOException {
        EntityFile named = inFile == null ? null : EntityFile.named(inFile);
        EntityFile kind = named == null ? EntityFile.XML : named;
        Key key = new Key(table.name(), kind, kind == EntityFile.EXCEL ? List.of() : table.columns());
        Entry entity = entities.get(key);
        if (entity == null) {
            String file = zip.nameFor(table.name(), kind.written().extension());
            entity = new Entry(file, kind.rejects(table.name(), zip.temporary(file)));
            entities.put(key, entity);
        }
        if (table.columns().size() > entity.columns.size()) {
            entity.columns = table.columns();
        }
        entity.records.add(table, record, reason);
    }

    @Override
    public String show(SourceTable table, SourceRecord record) {
        return EntityFile.EXCEL.rejects(table.name(), target).show(table, record);
    }

    @Override
    public boolean finish() throws IOException {
        if (entities.isEmpty()) {
            return false;
        }
        for (Map.Entry<Key, Entry> each : entities.entrySet()) {
            Entry entity = each.getValue();
            entity.records.finish();
            zip.add(new WrittenEntity(
                    each.getKey().entity(),
                    null,
                    entity.file,
                    "",
                    each.getKey().kind().written().sourceFormat(),
                    entity.columns));
        }
        try (DurableFile file = new DurableFile(target)) {
            try (OutputStream out = file.out()) {
                zip.write(out);
            }
            file.publish();
        }
        close();
        return true;
    }

    @Override
    public void close() throws IOException {
        try (zip) {
            for (Entry entity : new ArrayList<>(entities.values())) {
                entity.records.close();
            }
            entities.clear();
        }
    }
}
