package io.drover.provider.sql.dialect;

import io.drover.provider.DestinationException;
import io.drover.provider.DestinationTable;
import io.drover.provider.NameSuggestions;
import io.drover.provider.Reference;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The tables of one schema as the live database describes them: never from a copy that grows stale. */
public final class DatabaseCatalog {
    private final Dialect dialect;
    private final DatabaseMetaData metadata;
    private final String catalog;
    private final String schema;

    private DatabaseCatalog(Dialect dialect, DatabaseMetaData metadata, String catalog, String schema) {
        this.dialect = dialect;
        this.metadata = metadata;
        this.catalog = catalog;
        this.schema = schema;
    }

    /** Makes something of a row. */
    @FunctionalInterface
    public interface OfRow<T> {
        /** What a row describes. */
        T of(ResultSet row) throws SQLException;
    }

    /**
     * What the rows of a query tell of a table, such as its columns.
     *
     * @param query of the database's own catalogue, with a parameter for each name
     * @param names such as those of the schema and of the table
     */
    public static <T> List<T> list(Connection connection, String query, OfRow<T> described, String... names)
            throws SQLException {
        List<T> list = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < names.length; i++) {
                statement.setString(i + 1, names[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    list.add(described.of(rows));
                }
            }
        }
        return Collections.unmodifiableList(list);
    }

    /**
     * Looks into a schema.
     *
     * @param schema whatever its case; null for the connection's default one
     */
    public static DatabaseCatalog open(Connection connection, Dialect dialect, String schema) throws SQLException {
        DatabaseMetaData metadata = connection.getMetaData();
        if (!metadata.supportsSchemasInTableDefinitions()) {
            return ofDatabases(metadata, dialect, connection.getCatalog(), schema);
        }
        if (schema == null) {
            String current = connection.getSchema();
            if (current == null) {
                throw new DestinationException("the data source's connections have no default schema: name one with"
                        + " schema=\"...\" in the job's <sql>");
            }
            return new DatabaseCatalog(dialect, metadata, connection.getCatalog(), current);
        }
        List<String> schemas = new ArrayList<>();
        try (ResultSet rows = metadata.getSchemas()) {
            while (rows.next()) {
                schemas.add(rows.getString("TABLE_SCHEM"));
            }
        }
        return new DatabaseCatalog(dialect, metadata, connection.getCatalog(), only("schema", schema, schemas));
    }

    /** Where databases are what others call schemas. */
    private static DatabaseCatalog ofDatabases(
            DatabaseMetaData metadata, Dialect dialect, String current, String schema) throws SQLException {
        if (schema == null && current == null) {
            throw new DestinationException(
                    "the data source's URL names no database, and neither does schema=\"...\" in" + " the job's <sql>");
        }
        List<String> databases = new ArrayList<>();
        try (ResultSet rows = metadata.getCatalogs()) {
            while (rows.next()) {
                databases.add(rows.getString("TABLE_CAT"));
            }
        }
        String database = schema == null ? current : only("schema", schema, databases);
        return new DatabaseCatalog(dialect, metadata, database, database);
    }

    /**
     * Describes a table, or a view that can be updated.
     *
     * @param name whatever its case; a name written exactly wins over one that differs in case
     * @throws DestinationException when there is none, or several of which none is written exactly so
     */
    public DestinationTable table(String name) throws SQLException {
        List<Relation> all = dialect.relations(metadata, catalog, schema);
        List<Relation> loadable =
                all.stream().filter(relation -> relation.refusal() == null).toList();
        List<Relation> named = Relation.named(name, all);
        if (!named.isEmpty() && named.stream().allMatch(relation -> relation.refusal() != null)) {
            throw new DestinationException(
                    named.get(0).name() + " is " + named.get(0).refusal());
        }
        String table = only("table", name, names(loadable));
        return new DestinationTable(schema, table, dialect.columns(schema, table), primaryKey(table));
    }

    /**
     * A table or view to read, without its columns.
     *
     * @throws DestinationException as {@link #table}
     */
    public DestinationTable readable(String name) throws SQLException {
        List<String> names = names(dialect.relations(metadata, catalog, schema));
        return new DestinationTable(schema, only("table or view", name, names), List.of(), List.of());
    }

    /**
     * The names of all tables, to be read one after the other: a partition is not among them, whose rows are its table's.
     *
     * @throws DestinationException when one of them has the rows of another one too
     */
    public List<String> tables() throws SQLException {
        List<Relation> tables = dialect.relations(metadata, catalog, schema).stream()
                .filter(Relation::isListed)
                .toList();
        for (Relation table : tables) {
            if (table.parent() != null) {
                throw new DestinationException("the table " + table.name() + " inherits from " + table.parent()
                        + ", whose rows include its own, so that they would be read twice: name the tables to be read"
                        + " with <table> in the job's <sql>");
            }
        }
        return names(tables);
    }

    /** The foreign keys of a table. */
    public List<Reference> references(DestinationTable table) throws SQLException {
        return dialect.references(metadata, catalog, table);
    }

    private static List<String> names(List<Relation> relations) {
        return relations.stream().map(Relation::name).toList();
    }

    private List<String> primaryKey(String table) throws SQLException {
        Map<Integer, String> key = new TreeMap<>();
        try (ResultSet rows = metadata.getPrimaryKeys(catalog, schema, table)) {
            while (rows.next()) {
                key.put(rows.getInt("KEY_SEQ"), rows.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(key.values());
    }

    private static String only(String kind, String name, List<String> existing) throws DestinationException {
        if (existing.contains(name)) {
            return name;
        }
        List<String> found =
                existing.stream().filter(other -> other.equalsIgnoreCase(name)).toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new DestinationException(
                found.isEmpty()
                        ? "the database has no " + kind + " " + name + "; "
                                + NameSuggestions.near(
                                        kind.equals("table or view") ? "tables" : kind + "s", name, existing)
                        : "the database has several " + kind + "s " + name + ": " + String.join(", ", found)
                                + ". Write the one you mean in its own case");
    }

    /** A name for JDBC's metadata methods that take patterns. */
    public static String escaped(DatabaseMetaData metadata, String name) throws SQLException {
        String escape = metadata.getSearchStringEscape();
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }
}
