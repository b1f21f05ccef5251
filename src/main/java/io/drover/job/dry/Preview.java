package io.drover.job.dry;

import io.drover.job.dry.RowChange.Kind;
import io.drover.provider.DestinationColumn;
import io.drover.provider.value.CanonicalText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The first changed rows of a dry run, a few of each kind. */
final class Preview {
    /** Rows of each kind of change. */
    static final int SHOWN = 10;

    private final BooleanSupplier cut;
    private final List<RowChange> changes = new ArrayList<>();
    private final Set<String> shown = new HashSet<>();
    private final Set<String> addedColumns = new LinkedHashSet<>();

    /** @param cut tells whether the delivery has more records than were read */
    Preview(BooleanSupplier cut) {
        this.cut = cut;
    }

    boolean isCut() {
        return cut.getAsBoolean();
    }

    /** Whether rows of a kind are still looked for. */
    boolean wants(Kind kind) {
        return changes.stream().filter(change -> change.change() == kind).count() < SHOWN;
    }

    /** Whether rows of any kind are. */
    boolean wantsMore() {
        return wants(Kind.Insert) || wants(Kind.Update) || wants(Kind.Delete);
    }

    /**
     * Takes a row, if it is one of those looked for.
     *
     * @param key positions of the key columns
     * @param before its values, or null when there was no such row
     * @param after its values, or null when there is no such row
     */
    void add(String table, List<DestinationColumn> columns, int[] key, Object[] before, Object[] after) {
        Map<String, String> was = named(columns, before);
        Map<String, String> is = named(columns, after);
        if (is == null ? was == null : is.equals(was)) {
            return;
        }
        Kind kind = was == null ? Kind.Insert : is == null ? Kind.Delete : Kind.Update;
        Map<String, String> keys = new LinkedHashMap<>();
        for (int position : key) {
            String name = columns.get(position).name();
            keys.put(name, (is == null ? was : is).get(name));
        }
        if (wants(kind) && (keys.isEmpty() || shown.add(table + keys))) {
            changes.add(new RowChange(table, kind, keys, was, is));
        }
    }

    private static Map<String, String> named(List<DestinationColumn> columns, Object[] values) {
        if (values == null) {
            return null;
        }
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            named.put(columns.get(i).name(), CanonicalText.of(values[i]));
        }
        return named;
    }

    /** Notes a column that the load would add. */
    void addColumn(String table, String column) {
        addedColumns.add(table + "." + column);
    }

    Set<String> addedColumns() {
        return addedColumns;
    }

    /** Back to nothing: the delivery is read again from its beginning. */
    void reset() {
        changes.clear();
        shown.clear();
    }

    List<RowChange> changes() {
        return changes;
    }
}
