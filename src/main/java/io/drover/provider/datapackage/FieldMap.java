package io.drover.provider.datapackage;

import io.drover.provider.ColumnType;
import io.drover.provider.RecordBatch;
import io.drover.provider.SourceRecord;
import io.drover.provider.SourceTable;
import io.drover.provider.datapackage.Entity.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** From the records of an entity's file to those of the entity: the fields of its map, in their order. */
final class FieldMap {
    private static final int ABSENT = -1;

    private final Entity entity;
    /** The columns of the file that the plan below is for. */
    private List<String> bound;

    private SourceTable table;
    private final List<Field> fields = new ArrayList<>();
    private int[] indexes;

    FieldMap(Entity entity) {
        this.entity = entity;
    }

    /**
     * Maps a batch.
     *
     * @param before number of the last record of the package before it
     */
    RecordBatch map(RecordBatch batch, long before) {
        if (bound != batch.columns()) {
            bind(batch.table());
        }
        List<SourceRecord> records = new ArrayList<>(batch.records().size());
        long number = before;
        for (SourceRecord record : batch.records()) {
            records.add(new SourceRecord(++number, record.line(), values(record), record.problem(), unusable(record)));
        }
        return new RecordBatch(table, entity.file(), records);
    }

    private String[] values(SourceRecord record) {
        if (indexes == null) {
            return record.values();
        }
        boolean ragged = PackageFile.kind(entity) == EntityFile.CSV && record.values().length != bound.size();
        if (ragged) {
            return asItCame(record.values());
        }
        String[] values = new String[indexes.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = fields.get(i).value(record.value(indexes[i]));
        }
        return values;
    }

    /** A row whose values belong to no columns: with as many as there are fields it would pass for one of them. */
    private String[] asItCame(String[] row) {
        return row.length == indexes.length ? Arrays.copyOf(row, row.length + 1) : row;
    }

    private BitSet unusable(SourceRecord record) {
        if (record.unusable() == null || indexes == null) {
            return record.unusable();
        }
        BitSet unusable = new BitSet();
        for (int i = 0; i < indexes.length; i++) {
            unusable.set(i, indexes[i] >= 0 && record.unusable().get(indexes[i]));
        }
        return unusable;
    }

    private void bind(SourceTable file) {
        bound = file.columns();
        if (entity.fields().isEmpty()) {
            table = new SourceTable(entity.name(), file.columns(), file.types(), file.options());
            return;
        }
        fields.clear();
        List<String> names = new ArrayList<>();
        List<ColumnType> types = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        for (Field field : entity.fields()) {
            int index = indexOf(field.column());
            if (index != ABSENT || field.defaultValue() != null) {
                fields.add(field);
                names.add(field.name());
                types.add(index == ABSENT ? ColumnType.TEXT : file.type(index));
                positions.add(index);
            }
        }
        indexes = positions.stream().mapToInt(Integer::intValue).toArray();
        table = new SourceTable(entity.name(), List.copyOf(names), List.copyOf(types), file.options());
    }

    private int indexOf(String column) {
        for (int i = 0; i < bound.size(); i++) {
            if (bound.get(i).equalsIgnoreCase(column)) {
                return i;
            }
        }
        return ABSENT;
    }
}
