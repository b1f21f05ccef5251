package io.drover.provider.datapackage;

import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.datapackage.ManifestWriter.WrittenEntity;
import io.drover.provider.excel.ExcelRejects;
import io.drover.provider.excel.ExcelSource;
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
 * The records of a package that were rejected, as a package to mend and drop again: a workbook for each entity, with its fields
 * and the reason.
 */
final class PackageRejects implements RejectsWriter {
    private final Path target;
    private final PackageZip zip;
    private final Map<String, Entry> entities = new LinkedHashMap<>();

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

    private static RejectsWriter workbook(Path file) {
        return new ExcelRejects(file, new ExcelSource());
    }

    @Override
    public void add(SourceTable table, SourceRecord record, String reason) throws IOException {
        Entry entity = entities.get(table.name());
        if (entity == null) {
            String file = zip.nameFor(table.name(), EntityFormat.EXCEL.extension());
            entity = new Entry(file, workbook(zip.temporary(file)));
            entities.put(table.name(), entity);
        }
        if (table.columns().size() > entity.columns.size()) {
            entity.columns = table.columns();
        }
        entity.records.add(table, record, reason);
    }

    @Override
    public String show(SourceTable table, SourceRecord record) {
        return workbook(target).show(table, record);
    }

    @Override
    public boolean finish() throws IOException {
        if (entities.isEmpty()) {
            return false;
        }
        for (Map.Entry<String, Entry> each : entities.entrySet()) {
            Entry entity = each.getValue();
            entity.records.finish();
            zip.add(new WrittenEntity(
                    each.getKey(), null, entity.file, "", EntityFormat.EXCEL.sourceFormat(), entity.columns));
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
