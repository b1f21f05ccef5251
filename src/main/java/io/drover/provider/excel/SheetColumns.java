package io.drover.provider.excel;

import io.drover.provider.DeliveryException;
import io.drover.provider.NameForm;
import io.drover.provider.format.NameBudget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The columns of a sheet by its header row. A header that an earlier column has too gets the column's number appended, and a
 * blank one is that number, as in Dynamicweb; a column without a header is there from its first value on.
 */
final class SheetColumns {
    /** The column in files of rejected records that says why; it is not data. */
    static final String REJECT_REASON = "#reject-reason";

    private static final int NONE = -1;
    private static final int IGNORED = -2;

    private final Set<String> taken = new HashSet<>();
    /** By column of the sheet: the index in {@link #columns}. */
    private int[] indexes;

    private List<String> columns = new ArrayList<>();

    SheetColumns(SheetRows header) throws DeliveryException {
        NameBudget budget = new NameBudget();
        indexes = new int[header.width()];
        Arrays.fill(indexes, NONE);
        for (int i = 0; i < indexes.length; i++) {
            String name = header.cell(i) == null ? "" : NameForm.seen(header.cell(i));
            if (name.equalsIgnoreCase(REJECT_REASON)) {
                indexes[i] = IGNORED;
            } else if (!name.isEmpty()) {
                budget.take("the sheet", name);
                indexes[i] = columns.size();
                columns.add(free(name, i));
            }
        }
        columns = List.copyOf(columns);
    }

    private String free(String header, int column) {
        String name = taken.contains(folded(header)) ? header + (column + 1) : header;
        while (!taken.add(folded(name))) {
            name += "_";
        }
        return name;
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    /** All columns so far: the same list as before when there are no more. */
    List<String> columns() {
        return columns;
    }

    /** The values of a row by the columns. */
    String[] values(SheetRows row) {
        String[] values = new String[columns.size()];
        for (int i = 0; i < row.width(); i++) {
            String value = row.cell(i);
            int index = i < indexes.length ? indexes[i] : NONE;
            if (value == null || index == IGNORED) {
                continue;
            }
            if (index == NONE) {
                if (value.isBlank()) {
                    continue;
                }
                index = add(i);
                values = Arrays.copyOf(values, columns.size());
            }
            values[index] = value;
        }
        return values;
    }

    /** The columns whose values of a row cannot be used; null when it has no such. To be asked for after the values. */
    BitSet unusable(SheetRows row) {
        if (row.problem() == null) {
            return null;
        }
        BitSet unusable = new BitSet();
        for (int i = 0; i < Math.min(row.width(), indexes.length); i++) {
            if (row.isUnusable(i) && indexes[i] >= 0) {
                unusable.set(indexes[i]);
            }
        }
        return unusable;
    }

    private int add(int column) {
        if (column >= indexes.length) {
            int before = indexes.length;
            indexes = Arrays.copyOf(indexes, column + 1);
            Arrays.fill(indexes, before, indexes.length, NONE);
        }
        List<String> more = new ArrayList<>(columns);
        more.add(free(String.valueOf(column + 1), column));
        columns = List.copyOf(more);
        indexes[column] = columns.size() - 1;
        return indexes[column];
    }
}
