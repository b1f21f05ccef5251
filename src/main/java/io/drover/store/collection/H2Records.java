package io.drover.store.collection;

import io.drover.store.collection.FieldPath.Sort;
import java.sql.Connection;
import java.util.List;

/** Documents as JSON, looked into by functions of {@link H2Json}; an index is one of a column that such a function computes. */
final class H2Records implements RecordDialect {
    private static final String FUNCTION = "io.drover.store.collection.H2Json.";

    @Override
    public Types types() {
        return new Types("JSON", "VARCHAR(255)", "VARCHAR(1000000)");
    }

    @Override
    public List<String> preparations() {
        return List.of("text", "number", "truth", "has", "lists", "matches").stream()
                .map(name -> "CREATE ALIAS IF NOT EXISTS drover.json_" + name + " DETERMINISTIC FOR '" + FUNCTION + name
                        + "'")
                .toList();
    }

    @Override
    public List<String> createIndex(CollectionTable table, IndexedField field) {
        String value = value(field.sort(), "'" + field.name().replace("'", "''") + "'");
        String type =
                switch (field.sort()) {
                    case TEXT -> "VARCHAR(" + INDEXED_CHARACTERS + ")";
                    case NUMBER -> "DECFLOAT(200)";
                    case TRUTH -> "BOOLEAN";
                };
        String computed = field.sort() == Sort.TEXT ? "LEFT(" + value + ", " + INDEXED_CHARACTERS + ")" : value;
        String index = table.index(field);
        return List.of(
                "ALTER TABLE " + table.sql() + " ADD COLUMN IF NOT EXISTS " + column(index) + " " + type
                        + " GENERATED ALWAYS AS (" + computed + ")",
                "CREATE INDEX drover." + index + " ON " + table.sql() + " (" + column(index) + ")");
    }

    private static String column(String index) {
        return "c_" + index;
    }

    @Override
    public String createOwnIndex(CollectionTable table, String suffix, String columns, String only) {
        return "CREATE INDEX drover." + table.name() + "_" + suffix + " ON " + table.sql() + " " + columns;
    }

    @Override
    public List<String> dropIndex(CollectionTable table, String index) {
        return List.of(
                "DROP INDEX IF EXISTS drover." + index,
                "ALTER TABLE " + table.sql() + " DROP COLUMN IF EXISTS " + column(index));
    }

    @Override
    public String indexNames() {
        return "SELECT LOWER(index_name) FROM information_schema.indexes WHERE table_schema = 'DROVER' AND table_name = UPPER(?)";
    }

    @Override
    public String documentParameter() {
        return "? FORMAT JSON";
    }

    @Override
    public SqlPart value(FieldPath path, Sort sort) {
        return SqlPart.of(value(sort, "?"), path.toString());
    }

    private static String value(Sort sort, String path) {
        return "drover.json_"
                + switch (sort) {
                    case TEXT -> "text";
                    case NUMBER -> "number";
                    case TRUTH -> "truth";
                }
                + "(document, " + path + ")";
    }

    @Override
    public SqlPart key(CollectionTable table, IndexedField field) {
        return SqlPart.of(column(table.index(field)));
    }

    @Override
    public String beginning(String text) {
        return text.substring(0, Math.min(text.length(), INDEXED_CHARACTERS));
    }

    @Override
    public SqlPart exists(FieldPath path) {
        return SqlPart.of("drover.json_has(document, ?) > 0", path.toString());
    }

    @Override
    public SqlPart isNull(FieldPath path) {
        return SqlPart.of("drover.json_has(document, ?) < 2", path.toString());
    }

    @Override
    public SqlPart lists(FieldPath path, String json) {
        return SqlPart.of("drover.json_lists(document, ?, ?)", path.toString(), json);
    }

    @Override
    public SqlPart contains(SqlPart text, String part) {
        return SqlPart.of("LOCATE({}, {}) > 0", SqlPart.of("?", part), text);
    }

    @Override
    public SqlPart startsWith(SqlPart text, String beginning) {
        return SqlPart.of("LEFT({}, {}) = {}", text, SqlPart.of("?", beginning.length()), SqlPart.of("?", beginning));
    }

    @Override
    public SqlPart matches(SqlPart text, String pattern) {
        return SqlPart.of("drover.json_matches({}, {})", text, SqlPart.of("?", pattern));
    }

    /** Who has it is alone until the end of the transaction: changes are committed in the order of their numbers. */
    @Override
    public SqlPart changeNumber(CollectionTable table) {
        return SqlPart.of(
                "SELECT changes FROM FINAL TABLE (UPDATE drover.record_collection SET changes = changes + 1 WHERE id = ?)",
                table.id());
    }

    @Override
    public boolean copies() {
        return false;
    }

    @Override
    public SeenRecords seenRecords(Connection connection, CollectionTable table) {
        return new H2SeenRecords(connection, table);
    }

    @Override
    public SqlPart settledChanges(CollectionTable table) {
        return SqlPart.of("SELECT changes + 1 FROM drover.record_collection WHERE id = ?", table.id());
    }
}
