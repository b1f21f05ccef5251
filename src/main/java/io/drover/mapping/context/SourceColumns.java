package io.drover.mapping.context;

import io.drover.provider.ColumnType;
import io.drover.provider.NameForm;
import io.drover.provider.SourceTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The source columns that a mapping uses, each with a slot that stays while the columns of the source change. */
public final class SourceColumns {
    private final SourceTable table;
    private final SourceTexts texts;
    private final List<String> names = new ArrayList<>();
    private final Set<String> unseen = new LinkedHashSet<>();
    private int[] indexes = new int[0];
    private boolean[] json = new boolean[0];
    private List<String> bound;

    public SourceColumns(SourceTable table, SourceTexts texts) {
        this.table = table;
        this.texts = texts;
    }

    /** The slot of a column; to be asked for before the first {@link #bind}. */
    public int slot(String column) {
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).equals(column)) {
                return i;
            }
        }
        names.add(column);
        unseen.add(column);
        json = Arrays.copyOf(json, names.size());
        json[names.size() - 1] = type(column) == ColumnType.JSON;
        indexes = Arrays.copyOf(indexes, names.size());
        indexes[names.size() - 1] = -1;
        return names.size() - 1;
    }

    /** The column of a slot. */
    public String name(int slot) {
        return names.get(slot);
    }

    /** Lets a column be absent from the whole delivery. */
    public void allowUnseen(String column) {
        unseen.removeIf(column::equalsIgnoreCase);
    }

    /** Where the values of a slot's column are in a record; -1 when it has none. */
    public int index(int slot) {
        return indexes[slot];
    }

    /** What numbers of a column are written with: where the source knows its type, they are canonical. */
    public char decimalSeparator(String column) {
        int index = indexOf(column, table.columns());
        boolean canonical = index < 0 ? !table.types().isEmpty() : table.type(index) != ColumnType.TEXT;
        return canonical ? '.' : texts.decimalSeparator();
    }

    /** Whether an empty text is a value, as the source has null beside it. */
    public boolean knowsNull() {
        return texts.knowsNull();
    }

    /** The type of a column, {@link ColumnType#TEXT} when the source does not know it. */
    public ColumnType type(String column) {
        int index = indexOf(column, table.columns());
        return index >= 0 ? table.type(index) : hasJson() ? ColumnType.JSON : ColumnType.TEXT;
    }

    /** Whether the source's values are JSON. */
    public boolean hasJson() {
        return table.types().contains(ColumnType.JSON);
    }

    /** Whether the values of a slot's column are JSON. */
    public boolean isJson(int slot) {
        return json[slot];
    }

    /** Whether this very list is bound. */
    public boolean isBound(List<String> sourceColumns) {
        return sourceColumns == bound;
    }

    /** Takes the columns of the records that follow: slots then lead to where they have them. */
    public void bind(List<String> sourceColumns) {
        if (sourceColumns == bound) {
            return;
        }
        bound = sourceColumns;
        for (int slot = 0; slot < indexes.length; slot++) {
            indexes[slot] = indexOf(names.get(slot), sourceColumns);
            if (indexes[slot] >= 0) {
                unseen.remove(names.get(slot));
            }
        }
    }

    /** The columns with a slot that no list so far has had, but for those that are allowed to be absent. */
    public Set<String> unseen() {
        return Set.copyOf(unseen);
    }

    /** Where a column is in a list, whatever its case unless that tells two apart; -1 when it is not. */
    public static int indexOf(String column, List<String> columns) {
        int exact = columns.indexOf(column);
        if (exact >= 0) {
            return exact;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (NameForm.equal(columns.get(i), column)) {
                return i;
            }
        }
        return -1;
    }
}
