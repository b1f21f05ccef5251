package io.drover.provider.sql.staged;

import io.drover.provider.DestinationColumn;
import io.drover.provider.DestinationTable;
import io.drover.provider.MappedRow;
import io.drover.provider.Reference;
import io.drover.provider.sql.dialect.Sql;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Finds the rows of a batch that refer to rows which are neither in the database nor in the batch, and those that refer to such rows: the
 * others can be stored at once. The database says what is there; whether a row of the batch is meant is compared here, and a
 * mistake shows itself when the rows are stored.
 */
public final class OrphanRows {
    private static final int FINE = -1;
    private static final int MISSING = -2;

    private final Connection connection;
    private final StagingTable staging;
    private final List<DestinationColumn> columns;
    private final List<Link> links;

    /**
     * A foreign key by the positions of its columns in a row.
     *
     * @param parent positions of the columns that it refers to, when these are of the same row's table; else null
     * @param missing the condition on a staged row that it refers to a row which is not there
     */
    @SuppressWarnings("ArrayRecordComponent") // made here, read here
    private record Link(int[] child, int[] parent, String missing) {}

    /**
     * Makes a finder.
     *
     * @param columns of the staging
     * @param references the table's foreign keys that are looked at
     * @param ofBatch whether the database lets the rows of a statement refer to each other in whatever order
     */
    public OrphanRows(
            Connection connection,
            StagingTable staging,
            DestinationTable table,
            List<DestinationColumn> columns,
            List<Reference> references,
            boolean ofBatch) {
        this.connection = connection;
        this.staging = staging;
        this.columns = columns;
        this.links = references.stream()
                .map(reference -> link(table, reference, ofBatch))
                .filter(link -> link != null)
                .toList();
    }

    /** Null when the rows do not set the key's columns. */
    private Link link(DestinationTable table, Reference reference, boolean ofBatch) {
        int[] child = positions(reference.columns());
        if (child == null) {
            return null;
        }
        int[] parent = ofBatch && reference.isTo(table) ? positions(reference.referenced()) : null;
        String set =
                IntStream.of(child).mapToObj(i -> "s.c" + i + " IS NOT NULL").collect(Collectors.joining(" AND "));
        String same = IntStream.range(0, child.length)
                .mapToObj(i -> "p." + Sql.quote(reference.referenced().get(i)) + " = "
                        + staging.value("s.c" + child[i], columns.get(child[i])))
                .collect(Collectors.joining(" AND "));
        DestinationTable referenced = new DestinationTable(reference.schema(), reference.table(), List.of(), List.of());
        return new Link(
                child,
                parent,
                set + " AND NOT EXISTS (SELECT 1 FROM " + Sql.quote(referenced) + " p WHERE " + same + ")");
    }

    private int[] positions(List<String> names) {
        List<String> all = columns.stream().map(DestinationColumn::name).toList();
        return all.containsAll(names) ? names.stream().mapToInt(all::indexOf).toArray() : null;
    }

    /** Whether there are foreign keys that the rows set. */
    boolean any() {
        return !links.isEmpty();
    }

    /** Finds the rows among those that are staged, by their places. */
    BitSet find(List<MappedRow> rows) throws SQLException {
        int[][] parents = missing(rows.size());
        BitSet orphans = new BitSet();
        List<List<Integer>> children = new ArrayList<>();
        rows.forEach(row -> children.add(null));
        for (int link = 0; link < links.size(); link++) {
            resolve(rows, links.get(link), parents[link]);
            for (int i = 0; i < rows.size(); i++) {
                int parent = parents[link][i];
                if (parent == MISSING) {
                    orphans.set(i);
                } else if (parent != FINE) {
                    if (children.get(parent) == null) {
                        children.set(parent, new ArrayList<>());
                    }
                    children.get(parent).add(i);
                }
            }
        }
        addDescendants(orphans, children);
        return orphans;
    }

    /** By key and row whether the row it refers to is missing in the database. */
    private int[][] missing(int rows) throws SQLException {
        int[][] parents = new int[links.size()][rows];
        for (int[] ofLink : parents) {
            Arrays.fill(ofLink, FINE);
        }
        String flags = links.stream()
                .map(link -> "CASE WHEN " + link.missing() + " THEN 1 ELSE 0 END")
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT s.seq, " + flags + " FROM " + staging.name() + " s")) {
            while (row.next()) {
                for (int link = 0; link < parents.length; link++) {
                    if (row.getInt(link + 2) == 1) {
                        parents[link][row.getInt(1)] = MISSING;
                    }
                }
            }
        }
        return parents;
    }

    /** Puts the place of a row of the batch for each that is missing in the database and stands there. */
    private static void resolve(List<MappedRow> rows, Link link, int[] parents) {
        if (link.parent() == null || Arrays.stream(parents).noneMatch(parent -> parent == MISSING)) {
            return;
        }
        Map<List<Object>, Integer> places = new HashMap<>();
        for (int i = 0; i < parents.length; i++) {
            places.putIfAbsent(values(rows.get(i), link.parent()), i);
        }
        for (int i = 0; i < parents.length; i++) {
            if (parents[i] == MISSING) {
                parents[i] = places.getOrDefault(values(rows.get(i), link.child()), MISSING);
            }
        }
    }

    private static List<Object> values(MappedRow row, int[] positions) {
        return IntStream.of(positions)
                .mapToObj(i -> comparable(row.values()[i]))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** A value that equals those that a database holds for the same. */
    private static Object comparable(Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    }

    private static void addDescendants(BitSet orphans, List<List<Integer>> children) {
        List<Integer> next = orphans.stream().boxed().collect(Collectors.toCollection(ArrayList::new));
        while (!next.isEmpty()) {
            List<Integer> of = children.get(next.remove(next.size() - 1));
            for (int child : of == null ? List.<Integer>of() : of) {
                if (!orphans.get(child)) {
                    orphans.set(child);
                    next.add(child);
                }
            }
        }
    }
}
