package io.drover.provider.sql.dialect;

import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

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

    /**
     * What has rows in a schema. Drivers call things tables, indexes and more by names of their own, and some by none: what is not
     * known is left out.
     *
     * @param query as {@link Dialect#relationQuery} has it, or null
     */
    static List<Relation> of(String query, DatabaseMetaData metadata, String catalog, String schema)
            throws SQLException {
        if (query == null) {
            return ofDriver(metadata, catalog, schema);
        }
        List<Relation> relations = new ArrayList<>();
        try (PreparedStatement statement = metadata.getConnection().prepareStatement(query)) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    relations.add(new Relation(row.getString(1), Kind.valueOf(row.getString(2)), row.getString(3)));
                }
            }
        }
        return relations;
    }

    private static List<Relation> ofDriver(DatabaseMetaData metadata, String catalog, String schema)
            throws SQLException {
        List<Relation> relations = new ArrayList<>();
        try (ResultSet rows = metadata.getTables(catalog, DatabaseCatalog.escaped(metadata, schema), "%", null)) {
            while (rows.next()) {
                switch (Objects.requireNonNullElse(rows.getString("TABLE_TYPE"), "")) {
                    case "TABLE", "BASE TABLE", "SYSTEM VERSIONED" ->
                        relations.add(new Relation(rows.getString("TABLE_NAME"), Kind.TABLE, null));
                    case "VIEW" -> relations.add(new Relation(rows.getString("TABLE_NAME"), Kind.VIEW, null));
                    default -> {
                        // an index, a sequence, a type
                    }
                }
            }
        }
        return relations;
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
