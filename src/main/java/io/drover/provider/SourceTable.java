package io.drover.provider;

import io.drover.provider.value.CanonicalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A table of a source, as far as it has been read.
 *
 * @param columns all columns seen so far, in order of appearance; the same list instance as before when none was added, so
 *     that a compiled mapping is kept by identity
 * @param types by the index of the columns; empty when all are text as somebody wrote it. The values of a column whose type is
 *     known are in {@link CanonicalText}
 * @param options what the source itself says about the loading of the table, such as the attributes of Dynamicweb's
 *     {@code <table>}, by name as written; mostly empty
 */
public record SourceTable(String name, List<String> columns, List<ColumnType> types, Map<String, String> options) {

    /** Names are composed, as those of definitions are compared; not where that would make two columns one. */
    public SourceTable {
        name = NameForm.composed(name);
        columns = composed(columns);
    }

    private static List<String> composed(List<String> columns) {
        boolean same = true;
        for (String column : columns) {
            same &= NameForm.composed(column).equals(column);
        }
        if (same) {
            return columns;
        }
        List<String> composed = columns.stream().map(NameForm::composed).toList();
        return composed.stream().distinct().count() == columns.size() ? composed : columns;
    }

    /** A table of texts without options. */
    public SourceTable(String name, List<String> columns) {
        this(name, columns, List.of(), Map.of());
    }

    /** The type of a column, {@link ColumnType#TEXT} when it is not known. */
    public ColumnType type(int column) {
        return column < types.size() ? types.get(column) : ColumnType.TEXT;
    }

    /** The same with the columns of another part of it that this one lacks, behind its own; itself when there are none. */
    public SourceTable with(SourceTable other) {
        List<String> allColumns = new ArrayList<>(columns);
        List<ColumnType> allTypes = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            allTypes.add(type(i));
        }
        for (int i = 0; i < other.columns.size(); i++) {
            String column = other.columns.get(i);
            if (allColumns.stream().noneMatch(column::equalsIgnoreCase)) {
                allColumns.add(column);
                allTypes.add(other.type(i));
            }
        }
        return allColumns.size() == columns.size()
                ? this
                : new SourceTable(name, List.copyOf(allColumns), List.copyOf(allTypes), options);
    }
}
