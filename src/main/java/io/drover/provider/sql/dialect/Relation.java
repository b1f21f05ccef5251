package io.drover.provider.sql.dialect;

import java.util.List;

/**
 * Something in a schema that has rows.
 *
 * @param parent the table of the schema whose rows include its own, as PostgreSQL's tables inherit; mostly null
 */
public record Relation(String name, Kind kind, String parent) {

    /** What it is, and so whether it can be loaded. */
    public enum Kind {
        TABLE(null),
        /** Of a table that has its rows too. */
        PARTITION(null),
        VIEW(null),
        READ_ONLY_VIEW("a view that cannot be updated; load the tables behind it"),
        MATERIALIZED_VIEW("a materialized view, which only a query can fill; load the tables behind it"),
        /** Its rows would be committed there and not with the run. */
        FOREIGN_TABLE("a table of another database, whose transaction would not be the run's; give the job's <sql> a"
                + " data source of that database");

        private final String refusal;

        Kind(String refusal) {
            this.refusal = refusal;
        }
    }

    /** A table or a view that nobody else's rows include. */
    public Relation(String name, Kind kind) {
        this(name, kind, null);
    }

    /** Why no job can load it, or null when one can. */
    public String refusal() {
        return kind.refusal;
    }

    /** Whether it is read when a source names no tables, so that each row is read once. */
    boolean isListed() {
        return kind == Kind.TABLE;
    }

    /** Of the same name, whatever its case; all when there is no name. */
    static List<Relation> named(String name, List<Relation> relations) {
        return relations.stream()
                .filter(relation -> name == null || relation.name.equalsIgnoreCase(name))
                .toList();
    }
}
