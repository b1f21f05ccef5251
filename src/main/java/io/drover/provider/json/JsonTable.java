package io.drover.provider.json;

import io.drover.provider.ColumnType;
import io.drover.provider.SourceTable;
import io.drover.provider.format.NameBudget;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The columns of one table in order of appearance, found by the members that lead to them without joining their names. */
final class JsonTable {
    private final String name;
    private final Set<String> whole;
    private final boolean nested;
    private final List<String> names = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final Member root;
    private final NameBudget budget = new NameBudget();
    private int members;
    private SourceTable sourceTable;

    /** A member of the records, or of an object in them. */
    final class Member {
        private final String path;
        private final Map<String, Member> members = new HashMap<>();
        private final boolean isWhole;
        private int column = -1;
        private long lastRecord;

        private Member(String path) {
            this.path = path;
            boolean ofRecord = path != null && path.indexOf('.') < 0;
            this.isWhole = path != null
                    && ((ofRecord && whole.contains("*")) || whole.contains(path.toLowerCase(Locale.ROOT)));
        }

        Member member(String memberName) {
            Member member = members.get(memberName);
            if (member == null) {
                member = new Member(path == null ? memberName : path + '.' + memberName);
                members.put(memberName, member);
            }
            return member;
        }

        /** Its name and those of the objects that it is in, with points between them. */
        String path() {
            return path;
        }

        /** Whether an object that it leads to is one value. */
        boolean isWhole() {
            return isWhole;
        }

        /** Whether no record has had it yet. */
        boolean isNew() {
            return lastRecord == 0;
        }

        /** Notes that a record has it; false when it had it already. */
        boolean add(long record) {
            boolean isNew = lastRecord != record;
            lastRecord = record;
            return isNew;
        }

        /** The index of its column, which is added when it is new. */
        int column() {
            if (column < 0) {
                Integer known = indexes.putIfAbsent(path, names.size());
                column = known == null ? names.size() : known;
                if (known == null) {
                    names.add(path);
                }
            }
            return column;
        }
    }

    /**
     * A table without columns.
     *
     * @param whole paths of members whose objects are one value, in lower case; {@code *} for all members of records
     * @param nested whether each member of a record is one value, and values are JSON
     */
    JsonTable(String name, Set<String> whole, boolean nested) {
        this.name = name;
        this.whole = nested ? Set.of("*") : whole;
        this.nested = nested;
        this.root = new Member(null);
    }

    /** Whether values are JSON. */
    boolean isNested() {
        return nested;
    }

    Member root() {
        return root;
    }

    int size() {
        return names.size();
    }

    String name() {
        return name;
    }

    /** The table as a source's; the same instance as long as no column is added. */
    SourceTable sourceTable() {
        if (sourceTable == null || sourceTable.columns().size() != names.size()) {
            List<ColumnType> types = nested ? Collections.nCopies(names.size(), ColumnType.JSON) : List.of();
            sourceTable = new SourceTable(name, List.copyOf(names), types, Map.of());
        }
        return sourceTable;
    }

    NameBudget budget() {
        return budget;
    }

    /** Counts one more different member; gives how many there are. */
    int countMember() {
        return ++members;
    }
}
